"""SQLite keeps an index of the words of services"""

from alembic import op

revision = "0106"
down_revision = "0104"
branch_labels = None
depends_on = None

ADDED = "INSERT INTO service_words (words, id) VALUES (NEW.search_text || ' ' || NEW.id, NEW.id);"
GONE = "DELETE FROM service_words WHERE service_words = '\"' || OLD.id || '\"';"
MADE = {
    "service_words": """CREATE VIRTUAL TABLE service_words USING fts5 (
words, id UNINDEXED, content='', contentless_delete=1, contentless_unindexed=1, detail=none,
tokenize="ascii tokenchars '_'")""",
    "service_words_added": f"""CREATE TRIGGER service_words_added
AFTER INSERT ON services BEGIN {ADDED} END""",
    "service_words_changed": f"""CREATE TRIGGER service_words_changed
AFTER UPDATE OF search_text ON services WHEN OLD.search_text <> NEW.search_text
BEGIN {GONE} {ADDED} END""",
    "service_words_gone": f"""CREATE TRIGGER service_words_gone
AFTER DELETE ON services BEGIN {GONE} END""",
}
HELD = "INSERT INTO service_words (words, id) SELECT search_text || ' ' || id, id FROM services"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for statement in (*MADE.values(), HELD):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in ("added", "changed", "gone"):
        op.execute(f"DROP TRIGGER service_words_{name}")
    op.execute("DROP TABLE service_words")
    # SQLite 3.53 forgets that this one came with it.
    op.execute("DROP TABLE IF EXISTS service_words_content")
