//! P1: an order is placed, by somebody, from somewhere, for something.

use std::sync::Arc;

use uuid::Uuid;

use super::people::{self, Customer};
use super::places::Place;
use super::random::{Dice, Ids, code, mix};
use super::rows::{ItemRow, OrderRow};
use super::shop::Shop;
use super::story::{EventDetails, Story, Who, quote_row};
use super::{calendar, newest, offers};
use crate::domain::Time;
use crate::domain::money::{Currency, Money};
use crate::domain::orders::event::{Lane, Payload};
use crate::domain::orders::number::OrderNumber;
use crate::domain::orders::quote::Quote;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::orders::status::PaymentStatus;
use crate::domain::payments::payment_edges::{self, PaymentEdgeCode};

/// Of so many orders it is kept how the choice of their workshop looked.
const NEWEST: u64 = 1_500;

impl<'s> Story<'s> {
    /// P1: the order of this index is placed; `nth`: its place among the newest.
    pub fn begin(shop: &'s Shop, index: u64, at: Time, mut dice: Dice, customer: Customer, nth: Option<u64>) -> Option<Self> {
        let number = number(shop.seed, index);
        let mut ids = Ids::new(at, mix(shop.seed ^ mix(index)));
        let place = shop.places.draw(&mut dice);
        let (delivery, shipping) = delivery(&shop.places.list[place], &mut dice);
        let goods = goods(shop, at, nth, &mut dice);
        let id = ids.next();
        let items = items(shop, id, &goods, &mut ids)?;
        let subtotal = Money::sum(Currency::Usd, items.iter().map(|item| item.line_amount)).ok()?;
        let total = subtotal.checked_add(shipping).ok()?;
        let quote = Quote::new(total, shop.rates.on(calendar::day(at)), at, calendar::end_of_day(at)).ok()?;
        let order = order_row(
            id,
            number,
            &customer,
            (delivery, &shop.places.list[place]),
            (subtotal, shipping),
            &quote,
            &mut dice,
        );
        let mut story = Self {
            shop,
            dice,
            ids,
            at,
            number,
            order,
            status: PaymentStatus::Pending,
            customer,
            place,
            delivery,
            goods,
            newest: shop.orders - index <= NEWEST,
            workshop: None,
            terms: None,
            last_day: None,
            quote,
            items,
            quotes: vec![quote_row(id, 1, &quote)],
            events: Vec::with_capacity(12),
            submissions: Vec::new(),
            banked: Vec::new(),
            evidence: Vec::new(),
            logs: Vec::new(),
            refunds: Vec::new(),
            refund_payments: Vec::new(),
            assignments: Vec::new(),
            rankings: Vec::new(),
            exclusions: Vec::new(),
            bookings: Vec::new(),
            payables: Vec::new(),
            payable_events: Vec::new(),
            payable_payments: Vec::new(),
            notifications: Vec::new(),
        };
        story.placed()?;
        Some(story)
    }

    fn placed(&mut self) -> Option<()> {
        let edge = payment_edges::edge(PaymentEdgeCode::P1, None, PaymentStatus::Pending)?;
        // What was offered matters while its message is kept.
        let offered = if self.keeps_messages() {
            self.shop.staff.offered(self.delivery)
        } else {
            &[]
        };
        let say = EventDetails {
            payload: Payload::Placed {
                total: Some(self.quote.total),
                due: Some(self.quote.due),
                rate: Some(self.quote.rate.value()),
                expires_at: Some(self.quote.expires_at),
                accounts: offered.to_vec(),
            },
            ..EventDetails::default()
        };
        let facts = self.message_facts(&say);
        self.event(Who::Customer, Lane::Payment, edge.code.as_str(), None, Some(edge.to.as_str()), say);
        self.message_payment(edge, facts);
        Some(())
    }
}

/// What is ordered; before a feast, and by the huge ones among the newest, far more of it.
fn goods(shop: &Shop, at: Time, nth: Option<u64>, dice: &mut Dice) -> Vec<(usize, u32)> {
    let mut goods = shop.goods.draw(dice);
    if is_of_the_season(shop, at) && dice.permille(300) {
        goods[0].1 = (goods[0].1 * (3 + dice.below(10))).min(offers::MOST);
    }
    if nth.is_some_and(newest::is_huge) {
        goods.truncate(1);
        goods[0].1 = offers::MOST + 10 * (1 + dice.below(20));
    }
    goods
}

fn items(shop: &Shop, order_id: Uuid, goods: &[(usize, u32)], ids: &mut Ids) -> Option<Vec<ItemRow>> {
    let item = |(product, quantity): &(usize, u32)| {
        let product = &shop.goods.products[*product];
        Some(ItemRow {
            id: ids.next(),
            order_id,
            product_id: product.id,
            name: Arc::clone(&product.name),
            quantity: i64::from(*quantity),
            unit_price_amount: product.price,
            currency: "USD",
            line_amount: product.price.times(*quantity).ok()?,
        })
    };
    goods.iter().map(item).collect()
}

/// Companies order for their people before a feast; a small shop sees it at once on its board.
fn is_of_the_season(shop: &Shop, at: Time) -> bool {
    shop.orders < 40_000 && (shop.until - at).num_days() < 9
}

/// The number of the order of this index.
fn number(seed: u64, index: u64) -> OrderNumber {
    let mut code = code(seed, index);
    // The domain draws six letters from a source of words; here the source spells the code.
    OrderNumber::draw(&mut || {
        let word = u32::try_from(code % 31).unwrap_or_default();
        code /= 31;
        word
    })
}

/// How it reaches the customer, and for how much.
pub fn delivery(place: &Place, dice: &mut Dice) -> (DeliveryMethod, Money) {
    let near = place.local.is_some();
    match (near, place.local, dice.below(100)) {
        (true, _, 0..22) => (DeliveryMethod::Pickup, Money::zero(Currency::Usd)),
        (true, Some(cost), 22..65) => (DeliveryMethod::LocalDelivery, cost),
        _ => (DeliveryMethod::NationalShipping, place.national),
    }
}

fn order_row(
    id: Uuid,
    number: OrderNumber,
    customer: &Customer,
    (delivery, place): (DeliveryMethod, &Place),
    (subtotal, shipping): (Money, Money),
    quote: &Quote,
    dice: &mut Dice,
) -> OrderRow {
    OrderRow {
        id,
        number: number.to_string(),
        customer_name: Arc::clone(&customer.name),
        customer_phone: Arc::clone(&customer.phone),
        customer_id_doc: customer.id_doc.clone(),
        customer_email: customer.email.clone(),
        delivery_method: delivery.as_str(),
        city_id: Some(place.id),
        state_code: Some(place.state.as_str()),
        address: (delivery != DeliveryMethod::Pickup).then(|| people::address(dice)),
        subtotal_amount: subtotal,
        shipping_amount: shipping,
        total_amount: quote.total,
        currency: "USD",
        due_amount: quote.due,
        due_currency: "VES",
        rate: quote.rate,
        quoted_at: quote.quoted_at,
        quote_expires_at: quote.expires_at,
        credited_amount: Money::zero(Currency::Ves),
        payment_status: "PENDING",
        on_hold: false,
        claim_operator_id: None,
        claimed_at: None,
        claim_expires_at: None,
        attempt: 0,
        production_status: None,
        workshop_id: None,
        version: 0,
        event_seq: 0,
        placed_at: quote.quoted_at,
        last_event_at: quote.quoted_at,
        created_at: quote.quoted_at,
    }
}
