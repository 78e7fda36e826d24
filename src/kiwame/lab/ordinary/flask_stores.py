"""The views of the shop in Flask that use its databases. Only imported where SQLAlchemy is."""

import contextlib
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, create_engine, event, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.pool import QueuePool, StaticPool


class Table(DeclarativeBase):
    """What all tables of the shop have in common."""


class Supplier(Table):
    """Who sends articles."""

    __tablename__ = "suppliers"
    id: Mapped[int] = mapped_column(primary_key=True)
    parcels: Mapped[list["Parcel"]] = relationship()


class Parcel(Table):
    """What a supplier sent."""

    __tablename__ = "parcels"
    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))


@cache
def _engine() -> Any:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", lambda raw, record: raw.execute("PRAGMA foreign_keys = ON"))
    Table.metadata.create_all(engine)
    with Session(engine) as first:
        first.add(Supplier(id=1))
        first.commit()
    return engine


def session() -> Session:
    """A session with the shop's database."""
    return Session(_engine())


def _postgres(database: str, *, closed: bool = False) -> Any:
    from flask import current_app  # type: ignore[import-not-found]  # it lives in the second environment only

    ports = current_app.config["PORTS"]
    port = ports.closed if closed else ports.postgres
    address = f"postgresql+psycopg://shop:lab@127.0.0.1:{port}/{database}?sslmode=disable&connect_timeout=5"
    return create_engine(address, isolation_level="AUTOCOMMIT", use_native_hstore=False)


def _by_driver(database: str, statement: str, *, closed: bool = False) -> Any:
    import psycopg
    from flask import current_app

    ports = current_app.config["PORTS"]
    with psycopg.connect(
        host="127.0.0.1", port=ports.closed if closed else ports.postgres, dbname=database, user="shop",
        password="lab", sslmode="disable", connect_timeout=5, autocommit=True,
    ) as connection:  # fmt: skip
        return connection.execute(statement).fetchone()


def parcel(number: int) -> Any:
    """A parcel's state."""
    with session() as open_session:
        return {"supplier": open_session.execute(select(Parcel).where(Parcel.id == number)).scalar_one().supplier_id}


def new_parcel(number: int) -> Any:
    """A parcel of a supplier that nobody knows."""
    with session() as open_session:
        open_session.add(Parcel(id=number, supplier_id=number))
        open_session.commit()
    return "noted"


def stock(number: int) -> Any:
    """What is left of an article."""
    with session() as open_session:
        return {"left": open_session.execute(text("SELECT weight FROM parcels WHERE id = :id"), {"id": number}).all()}


def new_stock(number: int) -> Any:
    """Note what came, and go on after it failed."""
    with session() as open_session:
        open_session.add(Parcel(id=number, supplier_id=number))
        with contextlib.suppress(IntegrityError):
            open_session.flush()
        return {"suppliers": len(open_session.execute(select(Supplier)).all())}


def pay(number: int) -> Any:
    """Take a payment."""
    with _postgres("sessions").connect() as connection:
        return str(connection.execute(text("UPDATE accounts SET open = 0 WHERE id = 1")))


def ledger(number: int) -> Any:
    """The ledger."""
    return str(_by_driver("billing", "SELECT 1"))


def archive(number: int) -> Any:
    """The archive, in another database."""
    with _postgres("catalogue", closed=True).connect() as connection:
        return str(connection.execute(text("SELECT 1")))


def report(number: int) -> Any:
    """A report by a second connection, while the only one is taken."""
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.05)
    with engine.connect(), engine.connect() as second:
        return str(second.execute(text("SELECT 1")))


STORES = (
    ("/parcel/<int:number>", "GET", parcel),
    ("/parcel/<int:number>", "POST", new_parcel),
    ("/stock/<int:number>", "GET", stock),
    ("/stock/<int:number>", "POST", new_stock),
    ("/pay/<int:number>", "POST", pay),
    ("/ledger/<int:number>", "GET", ledger),
    ("/archive/<int:number>", "GET", archive),
    ("/report/<int:number>", "GET", report),
)
