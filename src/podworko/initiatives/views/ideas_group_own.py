"""The team's own pages of its talks, files and classes."""

from podworko.initiatives.views import ideas_group as group
from podworko.initiatives.views.ideas_own import of_team

talks = of_team(group.talks)
talk = of_team(group.talk)
files = of_team(group.files)
file = of_team(group.file)
classes = of_team(group.classes)
