"""A site with Django, on the models that `inspectdb` wrote: the same as with Prisma."""

import base64, json, os, uuid
from pathlib import Path
from datetime import datetime
from zoneinfo import ZoneInfo

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()

from django.db import DatabaseError, connection
from django.utils import timezone
from krafta.models import ExchangeRates, Operators, OrderEvents, Orders, ProductionAssignments, Products, Requests


def call(function, record):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::jsonb)", [json.dumps(record)])
        return json.loads(cursor.fetchone()[0])


def refusal(work):
    try:
        work()
    except DatabaseError as error:
        return str(error)
    raise AssertionError("it was taken")


today = datetime.now(ZoneInfo("America/Caracas")).date()
product = Products.objects.filter(active=True).order_by("sku").first()
rate = ExchangeRates.objects.filter(ended=None, value_date__gte=today).order_by("value_date").first()

order = {
    "customer": {"name": "Ángel Núñez", "phone": "0058 416 555 33 22"},
    "items": [{"sku": product.sku, "quantity": 4}],
}
placed = call("krafta_place", order)
payment = {
    "order": placed["number"], "method": "PAGO_MOVIL", "amount": placed["due"], "paid_on": today.strftime("%d/%m/%Y"),
    "account": placed["accounts"][0]["alias"], "reference": "00005511",
    "picture": base64.b64encode(Path(os.environ["RECEIPT"]).read_bytes()).decode(),
}
assert call("krafta_report", payment)["payment"] == "REPORTED"

seen = Orders.objects.get(number=placed["number"])
assert seen.payment_status == "REPORTED"
assert str(seen.due_amount) == placed["due"] == str(seen.payments.get().amount)
assert seen.due_amount == round(seen.total_amount * rate.rate, 2)
assert [event.edge for event in seen.orderevents_set.order_by("seq")] == ["P1", "P2"]

# The customer gives another one up before paying: the order's next event, and its status follows.
other = Orders.objects.get(number=call("krafta_place", order)["number"])
OrderEvents.objects.create(
    order=other, seq=other.event_seq + 1, at=timezone.now(), lane="PAYMENT", edge="P11",
    from_status="PENDING", to_status="CANCELLED", actor_role="CUSTOMER", actor_name="cliente", internal=False, data={})
other.refresh_from_db()
assert other.payment_status == "CANCELLED"
late = refusal(lambda: call("krafta_report", payment | {"order": other.number}))
assert late.startswith("krafta:order-takes-no-proof "), late
forced = refusal(lambda: Orders.objects.filter(id=seen.id).update(payment_status="CONFIRMED"))
assert "permission denied" in forced, forced

# What only Krafta does is asked for, and answered in the same row.
asked = Requests.objects.create(id=uuid.uuid4(), order=seen, kind="REFUND", reason="Ya no lo necesito")
asked.refresh_from_db()
assert asked.outcome is None and asked.created_at

# Where production and the back office speak to the customer.
made = ProductionAssignments.objects.first()
assert made.status and Operators.objects.first().display_name
print(seen.number)
