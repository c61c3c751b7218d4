from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "podworko.messages"
    label = "outbox"  # Django has an app "messages" of its own
