from django.http import HttpRequest, HttpResponse


def shifts(request: HttpRequest, token: str) -> HttpResponse: ...
