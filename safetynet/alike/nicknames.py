"""Short forms of first names, English and Spanish: those that people go by."""

from nicknames import name_triplets

_GROUPS = """
alejandro alejandra alexander alexandra alex sandro sandra ale xander | andrew andy drew
anthony antonio tony tono | barbara barb barbie | benjamin ben benny | charles charlie chuck
catherine katherine kathryn kate katie cathy kathy kat | christine christina chris tina
christopher chris topher | concepcion concha conchita | daniel dan danny dani | david dave davey
dolores lola | edward ed eddie ted | eduardo lalo edu | elizabeth liz beth lizzie betty eliza
enrique quique kike | fernando nando fer | francisco paco pancho frank cisco
frederick fred freddy | gabriel gabe gabi | gregory greg | guadalupe lupe lupita
guillermo memo willy | gustavo gus tavo | ignacio nacho | isabel isa chabela | jacob jake
james jim jimmy jamie | javier javi | jeffrey jeff | jennifer jen jenny | jesus chuy chucho
john johnny jack | jonathan jon | jose pepe joe | josefina josie fina | joseph joe joey
joshua josh | juan juanito | kenneth ken kenny | lawrence larry | luis lucho
manuel manny manolo | margaret maggie meg peggy | matthew matt | michael miguel mike mickey
nicholas nicolas nick nicky nico | patricia pat patty tricia | patrick pat | pedro perico
rafael rafa | ramon moncho | raymond raymundo ray mundo | rebecca becky becca
richard ricardo rick rich dick ricky | robert roberto rob bob bobby robbie beto | rosario charo
samuel samantha sam sammy | sergio checo | steven stephen steve | susan sue susie
teresa theresa tere terry | theodore ted teddy | thomas tom tommy | timothy tim
vicente vincent vince vinny chente | victoria vicky tori | walter walt
william will bill billy liam | zachary zach zack
"""

_MORE: dict[str, list[str]] = {}
for _name, _relation, _short in name_triplets():
    _MORE.setdefault(_name, [_name]).append(_short)
_NAMES = [group.split() for group in _GROUPS.strip().replace("\n", "|").split("|")]
_NAMES += _MORE.values()
_PLACES: dict[str, set[int]] = {}
for _place, _group in enumerate(_NAMES):
    for _name in _group:
        _PLACES.setdefault(_name, set()).add(_place)


def are_one_name(word: str, other: str) -> bool:
    """Say whether one of two first names is short for the other, or both for a third."""
    return not _PLACES.get(word, _NOWHERE).isdisjoint(_PLACES.get(other, _NOWHERE))


def forms_of(word: str) -> set[str]:
    """Return the other forms that a first name goes by."""
    return {name for place in _PLACES.get(word, _NOWHERE) for name in _NAMES[place]} - {word}


_NOWHERE: frozenset[int] = frozenset()
