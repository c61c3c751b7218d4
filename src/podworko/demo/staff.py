"""Who may sign in to the demonstration desk; made-up people, one per role."""

from dataclasses import dataclass

PASSWORD = "podworko-demo"  # noqa: S105 - printed on every start of the demonstration


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the staff, for one PAL or for the whole network."""

    email: str
    name: str
    role: str
    pal: str = ""


ADMINISTRATOR = "admin@example.org"

STAFF: tuple[Member, ...] = (
    Member("animatorka@example.org", "Alicja Lipka", "animator", "pod-lipami"),
    Member("animator@example.org", "Adam Komin", "animator", "trzy-kominy"),
    Member("socjalna@example.org", "Sabina Staw", "social-worker", "nad-stawem"),
    Member("specjalistka@example.org", "Sylwia Cicha", "specialist", "pod-lipami"),
    Member("wolontariat@example.org", "Wanda Pomocna", "volunteering-coordinator", "pod-lipami"),
    Member("prowadzaca@example.org", "Lena Sowa", "leader", "pod-lipami"),
    Member("kierownik@example.org", "Karol Brama", "pal-manager", "zielona-brama"),
    Member("koordynatorka@example.org", "Kinga Sieć", "network-coordinator"),
    Member("iod@example.org", "Iwo Ochronny", "data-protection-officer"),
    Member("admin@example.org", "Ada Minowska", "administrator"),
)
