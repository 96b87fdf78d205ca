//! Credits by what somebody typed: an amount, a day, a reference, or words of what the bank wrote.

use chrono::NaiveDate;

use super::Bank;
use super::credits::{CreditRow, NEEDS, Which};
use crate::db::bank::credit_list;
use crate::domain::actor::Actor;
use crate::domain::bank::credit::CreditOrigin;
use crate::domain::bank::matching::LineKeys;
use crate::domain::bank::statement::Direction;
use crate::domain::dates;
use crate::domain::ids::CreditId;
use crate::domain::money::{Currency, Money};
use crate::domain::reference::STRONG;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::fold;
use crate::service::core::error::Error;
use crate::service::core::page::{Cursor, Page, page, reading};

/// Lines in which words are looked for before a page is answered, whatever was found until then.
const MOST_LOOKED_AT: usize = 5_000;
/// Lines of each kind that what was attested may be.
const MOST_OFFERED: i64 = 50;
/// Digits of a mobile phone, written as people do.
const PHONE: usize = 11;

/// What a typed text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// Lines of every account: the text says which.
    Lines(Which),
    /// Folded; each stands somewhere in the texts of a line.
    Words(Vec<String>),
}

impl Sought {
    /// `4.512,30` and `USD 48,50` are amounts, `22/11` is a day, six digits or more a reference, except those of a mobile phone; anything
    /// else is words.
    pub fn read(text: &str, today: NaiveDate) -> Self {
        let text = text.trim();
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && text.len() >= STRONG && !(text.len() == PHONE && text.starts_with("04")) {
            let keys = LineKeys::of(text, "", None, None);
            if let Some(tail) = keys.reference_suffix() {
                return Self::Lines(Which::Ending(tail.to_owned()));
            }
        }
        if let Ok(amount) = Money::typed_or(text, Currency::Ves)
            && !digits
        {
            return Self::Lines(Which::Amount(amount));
        }
        if let Ok(day) = dates::typed(text, today) {
            return Self::Lines(Which::Day(day));
        }
        Self::Words(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    fn is_said_in(words: &[String], row: &CreditRow) -> bool {
        let payer = [&row.payer_phone, &row.payer_document];
        let texts = [Some(&row.reference), Some(&row.description), Some(&row.account)];
        let texts = texts.into_iter().chain(payer.map(Option::as_ref)).flatten();
        let texts: Vec<String> = texts.map(|text| fold(text.as_str())).collect();
        words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}

impl Bank<'_> {
    /// A page of what was typed: an amount, a day and a reference among the lines of all accounts, words among those of `which`.
    ///
    /// # Errors
    /// `forbidden` to who may not look at what the banks show.
    pub async fn search(
        &self,
        actor: &Actor,
        which: &Which,
        text: &str,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<CreditRow>, Error> {
        match Sought::read(text, self.shop.today()) {
            Sought::Words(words) if words.is_empty() => self.credits(actor, which, after, limit).await,
            Sought::Words(words) => self.saying(actor, which, &words, after, limit).await,
            Sought::Lines(which) => self.credits(actor, &which, after, limit).await,
        }
    }

    /// The lines that may be what was attested, the nearest day first: of its account, free for as much as was taken of it, with its amount
    /// or the end of its reference.
    ///
    /// # Errors
    /// `forbidden`; `credit-unknown`.
    pub async fn may_be(&self, actor: &Actor, attested: CreditId) -> Result<Vec<CreditRow>, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let sought = credit_list::one(&mut &*db, attested)
            .await?
            .ok_or_else(|| Refusal::new(Code::CreditUnknown))?;
        let keys = LineKeys::of(sought.reference.as_str(), "", None, None);
        let ending = keys.reference_suffix().map(|tail| Which::Ending(tail.to_owned()));
        let mut found: Vec<CreditRow> = Vec::new();
        for which in [Some(Which::Amount(sought.amount)), ending].into_iter().flatten() {
            let page = credit_list::page(db, &which, &[sought.account_id], None, MOST_OFFERED).await?;
            for row in page.rows {
                let free = row.origin != CreditOrigin::Attested && row.direction == Direction::In && !row.set_aside;
                let enough = row.free().minor() >= sought.allocated.minor();
                if free && enough && found.iter().all(|known| known.id != row.id) {
                    found.push(row);
                }
            }
        }
        found.sort_by_key(|row| ((row.value_date - sought.value_date).num_days().abs(), row.id));
        Ok(found)
    }

    /// Reads on until the page is full, the end is there, or enough was looked at: what follows then is another page.
    async fn saying(
        &self,
        actor: &Actor,
        which: &Which,
        words: &[String],
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<CreditRow>, Error> {
        actor.may(NEEDS)?;
        let db = self.shop.db();
        let accounts: Vec<_> = credit_list::accounts(db).await?.iter().map(|account| account.id).collect();
        let (mut found, mut place, mut looked_at) = (Page::<CreditRow>::whole(Vec::new()), after, 0);
        let wanted = limit.max(1) as usize;
        loop {
            let read = credit_list::page(db, which, &accounts, place.map(Into::into), reading(u32::MAX)).await?;
            let read = page(read, u32::MAX, CreditRow::key, |row| row);
            (found.unread, looked_at) = (found.unread + read.unread, looked_at + read.rows.len());
            for row in read.rows {
                if found.rows.len() == wanted {
                    // The first that has no room any more begins the next page.
                    return Ok(Page {
                        next: found.rows.last().map(|last| last.key().into()),
                        ..found
                    });
                }
                if Sought::is_said_in(words, &row) {
                    found.rows.push(row);
                }
            }
            place = read.next;
            if place.is_none() || looked_at >= MOST_LOOKED_AT {
                return Ok(Page { next: place, ..found });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_an_amount_a_day_a_reference_or_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let lines = |text: &str| match Sought::read(text, today) {
            Sought::Lines(which) => which,
            Sought::Words(words) => panic!("{text} is read as the words {words:?}"),
        };
        let words = |text: &str| match Sought::read(text, today) {
            Sought::Words(words) => words.join(" "),
            Sought::Lines(which) => panic!("{text} is read as {which:?}"),
        };
        let ves = Money::of_minor(451_230, Currency::Ves);
        for text in ["4.512,30", "4512,30", "Bs 4.512,30", "4512.30"] {
            assert_eq!(lines(text), Which::Amount(ves), "{text}");
        }
        assert_eq!(lines("USD 48,50"), Which::Amount(Money::of_minor(4_850, Currency::Usd)));
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for text in ["22/11", "22/11/2026", "2026-11-22"] {
            assert_eq!(lines(text), Which::Day(day), "{text}");
        }
        for text in ["00482913", "482913", "000100482913"] {
            assert_eq!(lines(text), Which::Ending("482913".into()), "{text}");
        }
        assert_eq!(words("04145551234"), "04145551234");
        assert_eq!(words("V12345678 PÉREZ"), "v12345678 perez");
        assert_eq!(words("4829"), "4829");
        assert_eq!(words("  "), "");
    }
}
