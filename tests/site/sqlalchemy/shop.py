"""A site with SQLAlchemy, its classes made from the tables as they are (automap): the same as with Prisma."""

import base64, json, os, re, uuid, warnings
from pathlib import Path
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Table, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, SAWarning
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

engine = create_engine(re.sub("^postgres(ql)?:", "postgresql+psycopg:", os.environ["DATABASE_URL"]))
Base = automap_base()
Base.metadata.reflect(engine, only=[
    "products", "exchange_rates", "bank_accounts", "orders", "order_items", "order_quotes", "order_events", "payment_submissions", "requests"])
Base.prepare()
Product, Rate, Order, Event, Payment, Request = (
    Base.classes[name] for name in ["products", "exchange_rates", "orders", "order_events", "payment_submissions", "requests"])
# Two keys of a payment share its order_id, and it may point to a second order: ask for payments rather than follow them.
warnings.filterwarnings("ignore", "relationship .* will copy column", SAWarning)
assignments, operators = (Table(name, Base.metadata, autoload_with=engine) for name in ["site_assignments", "site_operators"])


def call(session, function, record):
    return session.scalar(text(f"SELECT {function}(CAST(:record AS jsonb))"), {"record": json.dumps(record)})


def refusal(work):
    with Session(engine) as session:
        try:
            work(session)
            session.commit()
        except DBAPIError as error:
            return str(error.orig)
    raise AssertionError("it was taken")


today = datetime.now(ZoneInfo("America/Caracas")).date()
with Session(engine) as session:
    product = session.scalars(select(Product).where(Product.active).order_by(Product.sku)).first()
    rate = session.scalars(select(Rate).where(Rate.ended == None, Rate.value_date >= today).order_by(Rate.value_date)).first()

    order = {
        "customer": {"name": "Luisa Pérez", "phone": "0412 555 66 77", "email": "luisa@example.com"},
        "delivery": {"method": "NATIONAL_SHIPPING", "state": "VE-G", "address": "Calle 5, Nº 12"},
        "items": [{"sku": product.sku, "quantity": 1}],
    }
    placed = call(session, "krafta_place", order)
    payment = {
        "order": placed["number"], "method": "PAGO_MOVIL", "amount": placed["due"], "currency": "VES", "paid_on": today.isoformat(),
        "account": placed["accounts"][0]["alias"], "origin_bank": "0102", "reference": "00917733", "payer_phone": None,
        "picture": base64.b64encode(Path(os.environ["RECEIPT"]).read_bytes()).decode(),
    }
    assert call(session, "krafta_report", payment)["payment"] == "REPORTED"
    session.commit()

    seen = session.scalars(select(Order).where(Order.number == placed["number"])).one()
    assert seen.payment_status == "REPORTED"
    reported = session.scalars(select(Payment).where(Payment.order_id == seen.id)).one()
    assert str(seen.due_amount) == placed["due"] == str(reported.amount)
    assert seen.due_amount == round(seen.total_amount * rate.rate, 2)
    assert [event.edge for event in sorted(seen.order_events_collection, key=lambda event: event.seq)] == ["P1", "P2"]

    # The customer gives another one up before paying: the order's next event, and its status follows.
    other = session.scalars(select(Order).where(Order.number == call(session, "krafta_place", order)["number"])).one()
    session.add(Event(
        order_id=other.id, seq=other.event_seq + 1, at=func.now(), lane="PAYMENT", edge="P11",
        from_status="PENDING", to_status="CANCELLED", actor_role="CUSTOMER", actor_name="cliente"))
    session.commit()
    assert other.payment_status == "CANCELLED"
    late = refusal(lambda site: call(site, "krafta_report", payment | {"order": other.number}))
    assert late.startswith("krafta:order-takes-no-proof "), late
    forced = refusal(lambda site: setattr(site.get(Order, seen.id), "payment_status", "CONFIRMED"))
    assert "permission denied" in forced, forced

    # What only Krafta does is asked for, and answered in the same row.
    asked = Request(id=uuid.uuid4(), order_id=seen.id, kind="REFUND", reason="Ya no lo necesito")
    session.add(asked)
    session.commit()
    assert asked.outcome is None

    # Where production and the back office speak to the customer.
    assert session.execute(select(assignments)).first().status
    assert session.execute(select(operators)).first().display_name
    print(seen.number)
