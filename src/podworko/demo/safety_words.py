"""What the standards of the demonstration city say: made up, to be read as an example."""

FULL = """## Bezpieczne relacje
Rozmawiamy z dziećmi spokojnie i z szacunkiem.
Nikt z nas nie zostaje z dzieckiem za zamkniętymi drzwiami.
- Nie krzyczymy, nie ośmieszamy, nie karzemy dotykiem.
- Nie piszemy do dzieci z prywatnych kont.
- Nie robimy zdjęć bez zgody dziecka i opiekuna.

## Gdy coś nas niepokoi
Kto coś zauważy, tego samego dnia mówi animatorce.
Ona rozmawia z dzieckiem w spokojnym miejscu i zapisuje jego słowa.

## Kto zawiadamia policję, sąd, kto zaczyna procedurę Niebieskiej Karty
Robi to kierowniczka PAL. Gdy dziecku coś grozi od razu, dzwoni każdy: 112.

## Przegląd
Raz na dwa lata czytamy te standardy od nowa i zapisujemy, co trzeba zmienić.

## Przygotowanie zespołu
Każda nowa osoba rozmawia o standardach z kierowniczką, zanim zacznie. Zapisujemy dzień szkolenia.

## Skąd wiedzą o nich rodzice i dzieci
Standardy wiszą przy wejściu i są na tej stronie.
O wersji dla dzieci rozmawiamy na pierwszych zajęciach.

## Kto przyjmuje zgłoszenia
Animatorka i kierowniczka, codziennie w godzinach otwarcia.

## Gdzie zapisujemy zdarzenia
W zeszycie zdarzeń, w zamkniętej szafie. Czyta go tylko kierowniczka."""
SHORT = """Masz prawo czuć się tu dobrze.
Nikt nie może Cię bić, wyzywać ani dotykać, jeśli tego nie chcesz.

## Coś jest nie tak?
- Powiedz animatorce. Siedzi przy wejściu.
- Możesz też powiedzieć każdemu dorosłemu, któremu ufasz.
- Zadzwoń za darmo: 116 111. To telefon dla dzieci i młodzieży.

To nie Twoja wina. Uwierzymy Ci."""
