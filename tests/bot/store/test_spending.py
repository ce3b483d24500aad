"""What is spent, counted together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.models.budget import Budget, Ledger, Limit
from bot.models.usage import Usage
from bot.store.database import Database
from bot.store.spending import SharedBook


def test_servers_that_share_a_database_share_a_budget(url: str) -> None:
    databases = [Database(url), Database(url)]
    budget = Budget(conversation=Limit(tokens=1_000), day=Limit(dollars=5.0))
    one, two = (Ledger(SharedBook(database), budget) for database in databases)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda ledger: ledger.add(Usage("m", 100, 20, 0.5), "chat"), [one, two] * 4))
    assert one.today() == two.today() == (960, 4.0)
    assert two.used_up("chat") == ""
    two.add(Usage("m", 100, 20, 0.5), "chat")
    assert one.used_up("chat") == "conversation"
    assert one.used_up("another") == ""
    one.add(Usage("m", 10, 2, 0.6), "x" * 300)  # a caller of the API may name it as it likes
    assert two.used_up("another") == "day"
    for database in databases:
        database.close()
