"""Nothing that is loaded becomes garbage, so nobody looks for any until all of it is there.

The house imports it first and says when it is done. Python's collector would go through the same
hundreds of thousands of objects again and again: a sixth of a start, which people wait for after a
server fell.
"""

import gc

gc.disable()


def is_done() -> None:
    """Spare what was loaded from every later collection, and let them begin.

    They come seldom: a request, and a start even more, makes tens of thousands of objects that
    live for a moment.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
