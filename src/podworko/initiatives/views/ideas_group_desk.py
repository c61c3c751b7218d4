"""The desk's pages of a team's talks, files and classes, for teams without internet too."""

from podworko.initiatives.views import ideas_group as group
from podworko.initiatives.views.ideas_desk import at_desk

talks = at_desk(group.talks)
talk = at_desk(group.talk)
files = at_desk(group.files)
file = at_desk(group.file)
classes = at_desk(group.classes)
