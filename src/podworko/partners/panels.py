"""Where modules above may add to the pages of partners."""

from podworko.core.panels import Panels

organisation = Panels()
"""On the public page of an organisation; filled with the request and `organisation`."""

desk_organisation = Panels()
"""On the desk's page of an organisation; filled with the request and `organisation`."""

desk_agreement = Panels()
"""On the desk's page of an agreement; filled with the request and `agreement`."""
