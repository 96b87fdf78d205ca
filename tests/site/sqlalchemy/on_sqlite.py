"""The same site on an SQLite file, through Python's own sqlite3: orders and payments are inserted into views."""

import hashlib, json, os, uuid, warnings
from pathlib import Path
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Table, create_engine, insert, select
from sqlalchemy.exc import DBAPIError, SAWarning
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

engine = create_engine(os.environ["DATABASE_URL"])
Base = automap_base()
Base.metadata.reflect(engine, only=["products", "exchange_rates", "orders", "order_events", "requests"])
Base.prepare()
Product, Rate, Order, Event, Request = (
    Base.classes[name] for name in ["products", "exchange_rates", "orders", "order_events", "requests"])
warnings.filterwarnings("ignore", "relationship .* will copy column", SAWarning)
orders, reports, receipts = (Table(name, Base.metadata, autoload_with=engine) for name in ["site_orders", "site_reports", "receipts"])

today = datetime.now(ZoneInfo("America/Caracas")).date()
order = {
    "customer_name": "Luisa Pérez", "customer_phone": "0412 555 66 77", "customer_email": None,
    "delivery_method": "NATIONAL_SHIPPING", "state_code": "VE-G", "address": "Calle 5, Nº 12",
}
payment = {
    "method": "PAGO_MOVIL", "currency": "VES", "paid_on": today.isoformat(), "account": None, "origin_bank": "0102", "reference": "00917733",
}
with Session(engine) as session:
    product = session.scalars(select(Product).where(Product.active == 1).order_by(Product.sku)).first()
    rate = session.scalars(
        select(Rate).where(Rate.ended == None, Rate.value_date >= today.isoformat()).order_by(Rate.value_date)).first()

    items = json.dumps([{"sku": product.sku, "quantity": 2}])
    session.execute(insert(orders).values(number="KRFT-SQL2TE", items=items, **order))
    placed = session.execute(select(orders).where(orders.c.number == "KRFT-SQL2TE")).one()
    picture = Path(os.environ["RECEIPT"]).read_bytes()
    digest = hashlib.sha256(picture).hexdigest()
    session.execute(insert(receipts).prefix_with("OR IGNORE").values(digest=digest, kind="JPEG", content=picture))
    session.execute(insert(reports).values(order_number=placed.number, amount=placed.due_amount, receipt_digest=digest, **payment))
    session.commit()

    seen = session.scalars(select(Order).where(Order.number == placed.number)).one()
    assert (seen.payment_status, seen.due_amount) == ("REPORTED", round(placed.total_amount * Decimal(rate.rate)))
    edges = session.scalars(select(Event.edge).where(Event.order_id == seen.id).order_by(Event.seq)).all()
    assert edges == ["P1", "P2"]

    asked = Request(id=uuid.uuid4().bytes, order_id=seen.id, kind="REFUND", reason="Ya no lo necesito")
    session.add(asked)
    session.commit()
    assert asked.outcome is None

    cancelled = session.scalars(select(Order.number).where(Order.payment_status == "CANCELLED")).first()
    try:
        session.execute(insert(reports).values(order_number=cancelled, amount=100, **payment))
        raise AssertionError("it was taken")
    except DBAPIError as error:
        assert str(error.orig).startswith("krafta:order-takes-no-proof "), error.orig
    print(seen.number)
