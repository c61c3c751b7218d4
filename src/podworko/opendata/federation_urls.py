"""Addresses that other servers of the Fediverse know: without a language, the same for ever."""

from django.urls import path

from podworko.opendata import federation_views as views

app_name = "federation"

urlpatterns = [
    path(".well-known/webfinger", views.finger, name="finger"),
    path(".well-known/nodeinfo", views.node_links, name="node_links"),
    path("nodeinfo/2.1", views.node, name="node"),
    path("ap/inbox", views.shared_inbox, name="shared_inbox"),
    path("ap/<slug:name>", views.account, name="account"),
    path("ap/<slug:name>/wydarzenie/<uuid:public_id>", views.event, name="event"),
    path("ap/<slug:name>/inbox", views.inbox, name="inbox"),
    path("ap/<slug:name>/outbox", views.outbox, name="outbox"),
    path("ap/<slug:name>/followers", views.followers, name="followers"),
    path("ap/<slug:name>/following", views.following, name="following"),
]
