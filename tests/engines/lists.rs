//! The lists: pages without gaps or repeats while others write, filters, and finding an order by what people type.

use std::collections::BTreeSet;

use crate::counter::Counter;
use crate::crowd::{Crowd, number, operator};
use crate::fresh::{Fresh, on_both_engines};
use krafta::config::Settings;
use krafta::domain::actor::Actor;
use krafta::domain::dates;
use krafta::domain::money::{Currency, Money};
use krafta::service::core::filter_text::{HolderFilter, Typing};
use krafta::service::orders::view::OrderFilter;
use krafta::service::payments::view::{QueueFilter, QueueSort, RefundFilter};
use krafta::service::{Error, Krafta};

on_both_engines!(
    pages_have_neither_gaps_nor_repeats,
    pages_follow_each_other,
    new_rows_do_not_move_a_page,
    filters_show_what_they_say,
    orders_are_found_by_what_people_type,
    names_are_found_whatever_their_accents,
    a_mistyped_number_has_near_ones,
    counts_are_of_what_waits,
    an_export_has_every_order_once,
    amounts_find_what_the_list_shows,
);

const ORDERS: u32 = 2_000;

struct Lists {
    shop: Krafta,
    ana: Actor,
}

impl Lists {
    async fn open(fresh: &Fresh) -> Self {
        let crowd = Crowd::gather(fresh, ORDERS).await;
        Self {
            shop: Krafta::new(fresh.db.clone(), Settings::default()),
            ana: crowd.admin,
        }
    }

    fn typed(&self, text: &str) -> OrderFilter {
        let typing = Typing {
            now: "2026-01-02T12:00:00Z".parse().expect("an instant"),
            zone: self.shop.zone(),
            me: self.ana.id,
        };
        OrderFilter::parse(text, &typing).unwrap_or_else(|refusal| panic!("{text}: {refusal}"))
    }

    /// The numbers of all orders of a filter, page by page.
    async fn all(&self, filter: &OrderFilter) -> Vec<String> {
        let (mut numbers, mut after) = (Vec::new(), None);
        loop {
            let page = self.shop.orders().list(&self.ana, filter, after, 37).await.expect("a page");
            numbers.extend(page.rows.into_iter().map(|row| row.number));
            match page.next {
                Some(next) => after = Some(next),
                None => return numbers,
            }
        }
    }

    async fn found(&self, text: &str) -> Vec<String> {
        self.all(&self.typed(text)).await
    }
}

fn places(fits: impl Fn(u32) -> bool) -> BTreeSet<String> {
    (1..=ORDERS).filter(|&place| fits(place)).map(number).collect()
}

fn set(numbers: Vec<String>) -> BTreeSet<String> {
    let count = numbers.len();
    let set: BTreeSet<_> = numbers.into_iter().collect();
    assert_eq!(set.len(), count, "a row came twice");
    set
}

async fn pages_have_neither_gaps_nor_repeats(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    assert_eq!(set(lists.all(&OrderFilter::default()).await), places(|_| true));
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = lists
            .shop
            .payments()
            .queue(&lists.ana, &QueueFilter::default(), after, 7)
            .await
            .expect("a page");
        assert!(page.rows.is_sorted_by_key(|row| (row.reported_at, row.submission)));
        seen.extend(page.rows.into_iter().map(|row| row.number));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(set(seen), places(|place| place % 100 >= 97));
    let refunds = lists
        .shop
        .payments()
        .refunds(&lists.ana, RefundFilter::Due, None, 100)
        .await
        .expect("a page");
    assert_eq!(refunds.rows.len(), places(|place| place % 100 == 95).len());
}

async fn pages_follow_each_other(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    for text in [
        "",
        "estado:confirmado",
        "estado:rechazado,reembolso",
        "desde:01/01",
        "maria",
        "banco:0102",
    ] {
        let filter = lists.typed(text);
        let first = lists.shop.orders().list(&lists.ana, &filter, None, 10).await.expect("a page");
        let second = lists.shop.orders().list(&lists.ana, &filter, first.next, 10).await.expect("a page");
        let walked: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| &row.number).collect();
        let all = lists.all(&filter).await;
        assert_eq!(walked, all.iter().take(walked.len()).collect::<Vec<_>>(), "{text}");
    }
}

async fn new_rows_do_not_move_a_page(fresh: Fresh) {
    let counter = Counter::open(&fresh).await;
    let mut reported = Vec::new();
    for reference in ["100001", "100002", "100003", "100004"] {
        let order = counter.place().await;
        counter.report(&order, reference).await;
        counter.minutes_pass(1);
        reported.push(order.number);
    }
    let filter = QueueFilter::default();
    let first = counter.shop.payments().queue(&counter.ana, &filter, None, 2).await.expect("a page");
    let late = counter.place().await;
    counter.report(&late, "100005").await;
    let mut numbers: Vec<_> = first.rows.iter().map(|row| row.number.clone()).collect();
    let mut after = first.next;
    while let Some(place) = after {
        let page = counter
            .shop
            .payments()
            .queue(&counter.ana, &filter, Some(place), 2)
            .await
            .expect("a page");
        numbers.extend(page.rows.iter().map(|row| row.number.clone()));
        after = page.next;
    }
    reported.push(late.number);
    assert_eq!(numbers, reported);
}

async fn filters_show_what_they_say(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    for (text, fits) in [
        ("estado:confirmado", (|p| p % 100 < 80) as fn(u32) -> bool),
        ("estado:rechazado,cancelado", |p| p % 100 == 96 || (80..90).contains(&(p % 100))),
        ("produccion:listo", |p| (70..75).contains(&(p % 100))),
        ("estado:listo produccion:en_produccion", |p| (60..75).contains(&(p % 100))),
        ("edo:táchira", |p| p % 20 == 0),
        ("taller:orinoco", |p| p % 100 < 75 && p % 3 == 0),
        ("taller:orinoco estado:confirmado produccion:listo", |p| {
            (70..75).contains(&(p % 100)) && p % 3 == 0
        }),
        ("banco:0102", |p| p % 3 == 0 && (p % 100 < 80 || p % 100 >= 94)),
        ("ciudad:valencia estado:rechazado", |p| p % 100 == 96),
        ("ciudad:maracaibo", |_| false),
        ("ciudad:nowhere", |_| false),
        // 1 January 2026, 20:00 in Caracas, is the 1200th minute of UTC; the day ends with the 1679th.
        ("desde:01/01 hasta:01/01", |p| (240..1_680).contains(&p)),
        ("hasta:01/01 estado:confirmado", |p| p < 1_680 && p % 100 < 80),
        ("desde:02/01 estado:rechazado", |p| p >= 1_680 && p % 100 == 96),
        ("entrega:retiro", |_| false),
    ] {
        assert_eq!(set(lists.found(text).await), places(fits), "{text}");
    }
    let queue = async |filter: QueueFilter| {
        let page = lists.shop.payments().queue(&lists.ana, &filter, None, 1_000).await.expect("a page");
        set(page.rows.into_iter().map(|row| row.number).collect())
    };
    let all = QueueFilter::default;
    let held = HolderFilter::Operator(operator(1));
    assert_eq!(queue(QueueFilter { holder: held, ..all() }).await, places(|p| p % 200 == 199));
    let nobody = HolderFilter::Nobody;
    assert_eq!(
        queue(QueueFilter { holder: nobody, ..all() }).await,
        places(|p| p % 100 >= 97 && p % 200 != 199)
    );
    assert_eq!(
        queue(QueueFilter {
            with_signals: true,
            ..all()
        })
        .await,
        places(|p| p % 200 == 197)
    );
    assert_eq!(
        queue(QueueFilter {
            account: Some("CUENTA-1".into()),
            ..all()
        })
        .await,
        places(|p| p % 100 >= 97)
    );
    assert_eq!(
        queue(QueueFilter {
            account: Some("cuenta-2".into()),
            ..all()
        })
        .await,
        places(|_| false)
    );
    assert_eq!(
        queue(QueueFilter {
            text: Some(number(1_097)),
            sort: QueueSort::Newest,
            ..all()
        })
        .await,
        places(|p| p == 1_097)
    );
    let fernandez = Some("fernandez".to_owned());
    assert_eq!(
        queue(QueueFilter { text: fernandez, ..all() }).await,
        places(|p| p % 100 >= 97 && p % 23 == 0)
    );
}

async fn orders_are_found_by_what_people_type(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    // Order 1234: phone …000617 (with 1235), cédula 10001234, reference 9772046 padded to eight.
    let reference = format!("{:08}", 1_234 * 7_919);
    for text in [
        "KRFT-001234",
        "krft 001234",
        "krft001234",
        "V-10.001.234",
        "10001234",
        "ci:v10001234",
        "pedido:001234",
        &reference,
        &reference[1..],
        &reference[2..],
        &format!("ref:{reference}"),
        &format!("0102000{reference}"),
    ] {
        assert_eq!(lists.found(text).await, [number(1_234)], "{text}");
    }
    for text in ["0412-000.06.17", "+584120000617", "tel:04120000617", "0000617"] {
        assert_eq!(set(lists.found(text).await), places(|p| p / 2 == 617), "{text}");
    }
    assert_eq!(set(lists.found("krft-0012").await), places(|p| (1_200..1_300).contains(&p)));
    assert!(set(lists.found(&reference[4..]).await).contains(&number(1_234)));
    assert_eq!(lists.found("KRFT-ZZZZZZ").await, Vec::<String>::new());
    // Everything typed holds together.
    assert_eq!(lists.found("tel:04120000617 ci:10001234").await, [number(1_234)]);
    assert_eq!(lists.found("tel:04120000617 ci:10001236").await, Vec::<String>::new());
    // A workshop's name where no customer has it.
    assert_eq!(set(lists.found("taller orinoco").await), places(|p| p % 100 < 75 && p % 3 == 0));
}

async fn names_are_found_whatever_their_accents(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    for text in ["núñez", "NUNEZ", "nuñe", "cliente:Núñez"] {
        assert_eq!(set(lists.found(text).await), places(|p| p % 23 == 4), "{text}");
    }
    // Words in any order, all of them.
    for text in ["maría fernández", "fernandez maria", "cliente:\"FERNÁNDEZ MARÍA\""] {
        assert_eq!(set(lists.found(text).await), places(|p| p % 23 == 0 && (p / 7) % 20 == 0), "{text}");
    }
    assert_eq!(
        set(lists.found("fernandez estado:rechazado").await),
        places(|p| p % 23 == 0 && p % 100 == 96)
    );
    assert_eq!(lists.found("zz%").await, Vec::<String>::new());
    assert_eq!(lists.found("\" OR 1").await, Vec::<String>::new());
    let newest = lists.found("urdaneta").await;
    assert!(newest.is_sorted_by(|a, b| a > b), "newest first");
}

async fn a_mistyped_number_has_near_ones(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    let shop = &lists.shop;
    assert!(shop.orders().order_by_number(&lists.ana, "krft-001234").await.is_ok());
    let near = shop.orders().nearest_numbers(&lists.ana, "KRFT-A01234").await.expect("numbers");
    assert_eq!(near.first(), Some(&number(1_234)));
    let near = shop.orders().nearest_numbers(&lists.ana, "0O1234").await.expect("numbers");
    assert_eq!(near.first(), Some(&number(1_234)));
    assert_eq!(
        shop.orders().nearest_numbers(&lists.ana, "ZZZZZZ").await.expect("numbers"),
        Vec::<String>::new()
    );
    assert_eq!(
        code(shop.orders().order_by_number(&lists.ana, "KRFT-ZZZZZZ").await),
        "order-unknown"
    );
    assert_eq!(
        code(shop.orders().order_by_number(&lists.ana, "KRFT").await),
        "order-number-malformed"
    );
}

async fn counts_are_of_what_waits(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    let counts = lists.shop.orders().counts(&lists.ana).await.expect("counts");
    assert_eq!(counts.in_review, 10);
    assert_eq!(counts.to_review, 50);
    assert_eq!(counts.refunds_due, 20);
    assert_eq!(counts.unassigned, 100);
    assert_eq!(counts.oldest, Some("2026-01-01T02:37:00Z".parse().expect("an instant")));
}

async fn an_export_has_every_order_once(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    let mut numbers = Vec::new();
    let count = lists
        .shop
        .orders()
        .export(&lists.ana, &OrderFilter::default(), |row| {
            numbers.push(row.number);
            Ok::<(), Error>(())
        })
        .await
        .expect("exported");
    assert_eq!(count, u64::from(ORDERS));
    assert!(numbers.is_sorted());
    assert_eq!(set(numbers), places(|_| true));
    let few = lists
        .shop
        .orders()
        .export_page(&lists.ana, &lists.typed("tel:04120000617"), None, 10)
        .await
        .expect("a page");
    assert_eq!(few.rows.len(), 2);
    assert_eq!(few.rows[0].phone.as_str(), "0412-000.06.17");
}

pub fn code<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    answer.expect_err("a refusal").code()
}

async fn amounts_find_what_the_list_shows(fresh: Fresh) {
    let lists = Lists::open(&fresh).await;
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = lists
            .shop
            .orders()
            .list(&lists.ana, &OrderFilter::default(), after, 500)
            .await
            .expect("a page");
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    let one = rows[rows.len() / 2].clone();
    let fitting = |fits: &dyn Fn(Money) -> bool| -> BTreeSet<String> {
        let of = rows.iter().filter(|row| fits(row.total) || fits(row.due));
        of.map(|row| row.number.clone()).collect()
    };
    // As it is shown, with either mark, by the field, and by the other column.
    let spanish = one.due.digits();
    let plain = one.due.plain();
    let exact = fitting(&|money| money.amount() == one.due.amount());
    for typed in [
        spanish.clone(),
        plain.clone(),
        plain.replace('.', ","),
        format!("monto:{plain}"),
        format!("amount:{spanish}"),
    ] {
        let found = set(lists.found(&typed).await);
        assert!(found.is_superset(&exact) && found.contains(&one.number), "{typed}");
    }
    assert!(set(lists.found(&one.due.to_string()).await).contains(&one.number));
    assert!(set(lists.found(&one.total.to_string()).await).contains(&one.number));
    // Ranges, by index and along the walk: what proofs declare is found too.
    let least = one.due.amount();
    let above = set(lists.found(&format!("monto:>{plain}")).await);
    assert!(above.is_superset(&fitting(&|money| money.amount() > least)));
    let cents = fitting(&|money| money.currency() == Currency::Usd && money.amount() <= one.total.amount());
    let below = set(lists.found(&format!("monto:\"<=USD {}\"", one.total.plain())).await);
    assert_eq!(below, cents);
    let day = set(lists
        .found(&format!(
            "monto:>=0,01 fecha:{}",
            dates::shown(lists.shop.zone().day(one.placed_at))
        ))
        .await);
    let of_day = rows
        .iter()
        .filter(|row| lists.shop.zone().day(row.placed_at) == lists.shop.zone().day(one.placed_at));
    assert_eq!(day, of_day.map(|row| row.number.clone()).collect());
    assert!(lists.found("987.654.321,09").await.is_empty());
}
