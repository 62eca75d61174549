"""The walls once more, in the database: PostgreSQL's row-level security, spelled from policies.

The walls of a request rest on rights that were read and verified. Here the database works the same
rights out for itself from its rows, which it must trust. So a statement that lost its wall, through
a defect of ours or of a library, still brings only rows that the person may know about.

What policies say stands in `in_sql`; who asks is told by `spoken`.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Connection, Table

from safetynet.access import in_sql, spoken
from safetynet.access.hidden import ids_in, ties_of
from safetynet.access.in_sql import asked_of, spelled, view_of_owner
from safetynet.db import Model
from safetynet.db.schema import RowSecurity, secure_rows_with

PROGRAM = Path(__file__).parents[1]
POLICY = "walls"
OWNER = "whoever_migrates"
MOST_TOLD = 4_000
"""Characters of answers that a function remembers, some forty: to look through more takes long."""
_SECURED = """SELECT tablename FROM pg_policies
    WHERE policyname = %s AND schemaname = current_schema()"""
_STAMP = "SELECT obj_description(to_regprocedure('sn_work_out()'), 'pg_proc')"
_UNSECURED = """SELECT relname FROM pg_class
    WHERE relname = ANY (%s) AND relkind = 'r' AND pg_table_is_visible(pg_class.oid)
    AND NOT pg_has_role(current_user, relowner, 'MEMBER')
    AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'walls'))
    ORDER BY relname"""
_OURS = """SELECT 'VIEW', oid::regclass::text FROM pg_class
    WHERE relkind = 'v' AND starts_with(relname, 'sn_') AND pg_table_is_visible(oid)
    UNION ALL SELECT 'FUNCTION', oid::regprocedure::text FROM pg_proc
    WHERE starts_with(proname, 'sn_') AND pg_function_is_visible(oid)"""


def _add_hanging_views() -> None:
    """Add, for each list of survivors, the rows through which others are about one of them."""
    for one in in_sql.lists.values():
        for parent in _parents():
            asked_of(view_of_owner(one.name_among(parent), ids_in(parent, one)))


def _models() -> list[type[Model]]:
    found = (mapper.class_ for mapper in Model.registry.mappers)
    return sorted(found, key=lambda model: str(model.__tablename__))


@cache
def _parents() -> list[Table]:
    """Return the tables through which others are about somebody; each after what it hangs on."""
    found: list[Table] = []

    def find(of: Table) -> None:
        for _name, parent in ties_of(of):
            if parent is not None:
                find(parent)
                if parent not in found:
                    found.append(parent)

    for model in _models():
        find(model.__table__)  # type: ignore[arg-type]
    return found


def _answering_once(head: str, asked: str) -> str:
    """Return the statement that makes a function, which remembers what it answered.

    A page asks the same about every row of one young person, and each answer is a query of its own.
    Answers stand for whoever asks, as long as the transaction has written nothing.
    """
    name, _opens, kinds = head.partition("(")
    question = ", ' ', ".join(f"${place}" for place, _kind in enumerate(kinds.split(","), 1))
    return f"""CREATE OR REPLACE FUNCTION {head} RETURNS boolean LANGUAGE plpgsql STABLE AS $$
        DECLARE
            question text := concat('|', {spoken.WHO}, ' ', {question}, '=');
            answered text := coalesce(current_setting('sn.told_{name}', true), '');
            answer boolean;
        BEGIN
            IF pg_current_xact_id_if_assigned() IS NULL THEN
                IF position(question || 't' IN answered) > 0 THEN RETURN true; END IF;
                IF position(question || 'f' IN answered) > 0 THEN RETURN false; END IF;
            END IF;
            answer := EXISTS (SELECT FROM public.{asked});
            IF pg_current_xact_id_if_assigned() IS NULL AND length(answered) < {MOST_TOLD} THEN
                PERFORM set_config('sn.told_{name}', concat(answered, question, answer), true);
            END IF;
            RETURN answer;
        END $$"""


def _functions() -> Iterator[str]:
    for head, asked in in_sql.asked.items():
        yield _answering_once(head, asked)
    for name in in_sql.facts:
        # Not worked out counts as "yes", which asks row by row.
        said = f"current_setting('sn.any_{name}', true)"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}_any() RETURNS boolean LANGUAGE sql STABLE "
            f"RETURN {said} IS DISTINCT FROM 'false'"
        )
    settled = "".join(
        f"PERFORM set_config('sn.any_{name}', EXISTS (SELECT FROM public.{name})::text, true); "
        for name in in_sql.facts
    )
    yield (
        "CREATE OR REPLACE FUNCTION sn_work_out() RETURNS void LANGUAGE plpgsql AS "
        f"$$ BEGIN {settled}END $$"
    )


def take_down(connection: Connection) -> None:
    """Take policies and views away, so that tables may change; the connection is the owner's.

    Without a policy the application's role sees nothing at all.
    """
    for name in connection.exec_driver_sql(_SECURED, (POLICY,)).scalars().all():
        for policy in (POLICY, OWNER):
            connection.exec_driver_sql(f'DROP POLICY IF EXISTS {policy} ON "{name}"')
        connection.exec_driver_sql(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')
    for kind, name in connection.exec_driver_sql(_OURS).all():
        connection.exec_driver_sql(f"DROP {kind} IF EXISTS {name} CASCADE")


def put_up(connection: Connection, role: str) -> None:
    """Let the database hold the application's role to the policies; this is the owner's hand."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    _add_hanging_views()
    # Functions first: views and policies name them, and a function's body is bound as it runs.
    statements = [*spoken.functions(), *_functions()]
    for name, found in in_sql.views.items():
        statements += [
            f"CREATE VIEW {name} AS {spelled(found)}",
            f"GRANT SELECT ON {name} TO {quoted}",
        ]
    for model in _models():
        statements += _securing(model, quoted)
    statements.append(f"COMMENT ON FUNCTION sn_work_out() IS '{_stamp(role)}'")
    for statement in statements:
        connection.exec_driver_sql(statement)


def is_up(connection: Connection, role: str) -> bool:
    """Say whether what stands was put up for this role by this very program."""
    return bool(connection.exec_driver_sql(_STAMP).scalar() == _stamp(role))


@cache
def _stamp(role: str) -> str:
    """Digest the program: to spell all policies anew takes longer than to read it."""
    digest = blake2b(role.encode(), digest_size=16)
    for file in sorted(PROGRAM.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def unsecured(connection: Connection) -> list[str]:
    """Name the tables that are held by no policy; their owner is held by none anyway."""
    names = [model.__tablename__ for model in _models()]
    return list(connection.exec_driver_sql(_UNSECURED, (names,)).scalars())


def _securing(model: type[Model], role: str) -> Iterator[str]:
    name = model.__tablename__
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {OWNER} ON {name} TO CURRENT_USER USING (true)"
    yield (
        f"CREATE POLICY {POLICY} ON {name} TO {role} "
        f"USING ({in_sql.what_is_seen(model)}) WITH CHECK ({in_sql.what_is_left(model)})"
    )


secure_rows_with(RowSecurity(put_up, take_down, is_up))
