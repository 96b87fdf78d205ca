//! The filled shop's workshops: nobody holds more than a day takes without a reason, and what is kept of a choice can be read.

use chrono::{Days, NaiveDate};

use crate::fresh::Fresh;
use krafta::config::Settings;
use krafta::db::{Db, DbResult, FromRow, Query, Row};
use krafta::domain::fulfilment::workshop_choice::{Misfit, Ranking};
use krafta::service::Krafta;
use krafta::service::workshops::board::BoardFilter;

/// The shop's present.
const TODAY: &str = "2026-11-22";

pub async fn no_day_is_over_its_limit_without_a_reason(fresh: &Fresh) {
    let shop = Krafta::new(Db::open(&fresh.url).await.expect("opens"), Settings::default());
    let ana = shop.people().who_is("ana").await.expect("an answer").expect("ana");
    let today: NaiveDate = TODAY.parse().expect("a day");
    let filter = BoardFilter {
        from: Some(today - Days::new(300)),
        days: 360,
        ..BoardFilter::default()
    };
    let board = shop.workshops().board(&ana, &filter, None, 1_000).await.expect("a board");
    assert!(board.rows.len() >= 58, "{}", board.rows.len());
    let (mut full, mut booked, mut over) = (0, 0, 0);
    for row in &board.rows {
        for day in &row.days {
            assert!(day.over == 0 || day.overridden > 0, "{} {day:?}", row.name);
            let ahead = day.day > today && day.limit > 0;
            booked += i32::from(ahead && day.held + day.taken > 0);
            full += i32::from(ahead && day.held + day.taken >= day.limit);
            over += i32::from(day.over > 0);
        }
    }
    assert!(
        booked > 30 && full > 8 && over > 0,
        "{booked} days ahead have work, {full} are full, {over} are over"
    );
}

struct Kept(serde_json::Value);

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> DbResult<Self> {
        Ok(Self(row.get("ranking")?))
    }
}

pub async fn its_choices_can_be_read(fresh: &Fresh) {
    let kept: Vec<Kept> = fresh
        .db
        .all(Query::new("SELECT ranking FROM assignment_rankings"))
        .await
        .expect("rankings");
    assert!(kept.len() > 60, "{}", kept.len());
    let mut reasons = std::collections::BTreeSet::new();
    for Kept(ranking) in kept {
        let ranking: Ranking = serde_json::from_value(ranking).expect("a ranking");
        assert_eq!(ranking.fitting.len() + ranking.failed.len(), 60);
        assert_eq!(ranking.fitting.is_empty(), ranking.shortfall.is_some());
        reasons.extend(ranking.failed.iter().map(|failed| failed.reason));
    }
    let expected = [
        Misfit::Paused,
        Misfit::OutOfZone,
        Misfit::NoOffer,
        Misfit::Quantity,
        Misfit::Inactive,
    ];
    assert!(expected.iter().all(|reason| reasons.contains(reason)), "{reasons:?}");
}
