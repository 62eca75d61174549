from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from safetynet.agencies import Agency
from safetynet.forms import Form, choices


class AskForm(Form):
    """To whom a copy of one passage would go."""

    to_agency_id = SelectField(_l("For which agency?"), [InputRequired(_l("Say for which agency"))])

    def offer(self, agencies: Iterable[Agency]) -> None:
        named = {str(agency.id): agency.name for agency in agencies}
        self.to_agency_id.choices = choices(named, blank=_l("Choose"))
