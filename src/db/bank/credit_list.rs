//! Credits to look at: money without an order, what was attested and never seen, an import, an account by day; and one with what it pays.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::db::engine::Db;
use crate::db::engine::answer::Readable;
use crate::db::engine::error::DbResult;
use crate::db::engine::page::{Key, any_of};
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Query, statement};
use crate::db::engine::value::{Amount, Param, bind};
use crate::domain::Time;
use crate::domain::bank::credit::{ChainState, CreditOrigin};
use crate::domain::bank::statement::{Direction, LineKind};
use crate::domain::ids::{AccountId, BankImportId, CreditId, OrderId, RefundPaymentId, SettlementId};
use crate::domain::money::{Currency, Money};
use crate::domain::text::Safe;

const COLUMNS: &str = "SELECT c.id, c.account_id, b.alias AS account, c.direction, c.origin, c.kind, c.value_date, c.amount, c.allocated, \
    c.currency, c.reference, c.description, c.payer_phone, c.payer_document, c.balance, c.import_id, c.line_no, c.line_id, c.set_aside, \
    c.created_at, p.display_name AS who \
    FROM bank_credits c JOIN bank_accounts b ON b.id = c.account_id JOIN operators p ON p.id = c.operator_id WHERE ";

const FREE: &str = "c.direction = 'IN' AND c.kind = 'PAYMENT' AND c.origin <> 'ATTESTED' AND NOT c.set_aside AND c.allocated < c.amount";
/// A statement holds its day, and it is not there.
const UNSEEN: &str = "c.origin = 'ATTESTED' AND c.line_id IS NULL AND c.allocated > 0 \
    AND EXISTS (SELECT 1 FROM bank_imports i WHERE i.account_id = c.account_id AND c.value_date BETWEEN i.first_day AND i.last_day)";

statement! {
    PAYS = "SELECT a.amount, c.currency, e.order_id, o.number, a.refund_payment_id, a.settlement_id, a.created_at, \
      s.state = 'VERIFIED' AND NOT EXISTS (SELECT 1 FROM payment_evidence_voids v WHERE v.evidence_id = e.id) \
        AND NOT EXISTS (SELECT 1 FROM payment_evidence later WHERE later.submission_id = e.submission_id AND later.id > e.id) AS stands \
      FROM bank_allocations a JOIN bank_credits c ON c.id = a.credit_id LEFT JOIN payment_evidence e ON e.id = a.evidence_id \
      LEFT JOIN payment_submissions s ON s.id = e.submission_id LEFT JOIN orders o ON o.id = e.order_id \
      WHERE c.id = $1 OR c.line_id = $1 ORDER BY a.id"
}

statement! {
    ACCOUNTS = "SELECT b.id, b.alias, b.currency, b.active FROM bank_accounts b ORDER BY b.alias"
}

statement! {
    LAST_IMPORT = "SELECT i.id, i.created_at, i.profile, i.first_day, i.last_day, i.opening, i.closing, b.currency, i.chain, i.added, i.known, i.refused, \
      p.display_name AS who FROM bank_imports i JOIN bank_accounts b ON b.id = i.account_id JOIN operators p ON p.id = i.operator_id \
      WHERE i.account_id = $1 ORDER BY i.id DESC LIMIT 40"
}

record! {
    /// A credit, to show.
    #[derive(Serialize)]
    pub struct CreditRow {
        pub id: CreditId,
        #[serde(skip)]
        pub account_id: AccountId,
        /// Its alias.
        pub account: Safe,
        pub direction: Direction,
        pub origin: CreditOrigin,
        pub kind: LineKind,
        pub value_date: NaiveDate,
        pub amount: Money = money("amount", "currency"),
        /// What stands of it in orders, refunds and settlements.
        pub allocated: Money = money("allocated", "currency"),
        pub reference: Safe,
        pub description: Safe,
        pub payer_phone: Option<Safe>,
        pub payer_document: Option<Safe>,
        pub balance: Option<Money> = money_opt("balance", "currency"),
        pub import: Option<BankImportId> = "import_id",
        pub line_no: Option<i64>,
        /// Of what was attested: the line that it turned out to be.
        pub line: Option<CreditId> = "line_id",
        pub set_aside: bool,
        pub created_at: Time,
        /// Who imported or attested it.
        pub who: Safe,
    }

    /// What a credit pays, or paid.
    #[derive(Serialize)]
    pub struct CreditUse {
        pub amount: Money = money("amount", "currency"),
        pub order_id: Option<OrderId>,
        #[serde(rename = "order")]
        pub number: Option<Safe>,
        pub refund_payment: Option<RefundPaymentId> = "refund_payment_id",
        pub settlement: Option<SettlementId> = "settlement_id",
        pub created_at: Time,
        /// Of evidence: it counts. Of money that left the payment itself says.
        pub stands: Option<bool>,
    }

    /// An account of ours, as a list of them has it.
    pub struct AccountName {
        pub id: AccountId,
        pub alias: Safe,
        pub currency: Currency,
        pub active: bool,
    }

    /// How many credits of a kind an account has, and their sum; at most ten thousand are looked at.
    #[derive(Serialize)]
    pub struct Waiting {
        pub lines: i64,
        pub sum: Money = money("free", "currency"),
    }

    /// One import.
    #[derive(Serialize)]
    pub struct ImportRow {
        pub id: BankImportId,
        pub created_at: Time,
        pub profile: Safe,
        pub first_day: Option<NaiveDate>,
        pub last_day: Option<NaiveDate>,
        pub opening: Option<Money> = money_opt("opening", "currency"),
        pub closing: Option<Money> = money_opt("closing", "currency"),
        pub chain: ChainState,
        pub added: i64,
        pub known: i64,
        pub refused: i64,
        pub who: Safe,
    }
}

/// Which credits are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Money that came and pays no order in full.
    Free,
    /// Attested, in use, and on no statement.
    Unseen,
    OfImport(BankImportId),
    /// All of an account, the newest first.
    OfAccount(AccountId),
    /// Lines of this amount, of any account of its currency.
    Amount(Money),
    /// Whose reference ends in these six signs or more.
    Ending(String),
    /// Of this day, of any account.
    Day(NaiveDate),
    /// What somebody set aside, or came before this program was used; the newest first.
    SetAside,
}

impl CreditRow {
    /// Its day, counted, and its id.
    pub fn key(&self) -> Key {
        Key {
            key: i64::from(self.value_date.num_days_from_ce()),
            id: self.id.uuid(),
        }
    }

    /// What of it pays nothing yet.
    pub const fn free(&self) -> Money {
        self.amount.less(self.allocated)
    }
}

/// A page, the oldest first where somebody has to do something, else the newest first. `after` is the last row of the page before.
pub async fn page(db: &Db, which: &Which, accounts: &[AccountId], after: Option<Key>, limit: i64) -> DbResult<Readable<CreditRow>> {
    db.readable(compose(which, accounts, after, limit)).await
}

/// The statement of a page; also asked for its plan by a test.
pub fn compose(which: &Which, accounts: &[AccountId], after: Option<Key>, limit: i64) -> Query {
    let ascends = matches!(which, Which::Free | Which::Unseen | Which::OfImport(_));
    let mut query = Query::new(COLUMNS);
    query = match which {
        Which::Free => query.push(FREE),
        Which::Unseen => query.push(UNSEEN),
        Which::OfImport(import) => query.push("c.import_id = ").bind(*import),
        Which::OfAccount(account) => query.push("c.account_id = ").bind(*account),
        Which::Amount(amount) => {
            let query = query
                .push("c.amount = ")
                .bind(Amount(amount.amount()))
                .push(" AND c.currency = ")
                .bind(amount.currency());
            any_of(query, " AND c.account_id IN (", accounts.iter().map(|id| Param::from(*id)))
        }
        Which::Ending(tail) => {
            let query = query.push("c.reference_tail = ").bind(tail.as_str());
            any_of(query, " AND c.account_id IN (", accounts.iter().map(|id| Param::from(*id)))
        }
        Which::Day(day) => {
            let query = query.push("c.value_date = ").bind(*day);
            any_of(query, " AND c.account_id IN (", accounts.iter().map(|id| Param::from(*id)))
        }
        Which::SetAside => query.push("c.set_aside"),
    };
    if let Some(Key { key, id }) = after {
        let day = i32::try_from(key)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or_default();
        query = query.push(if ascends {
            " AND (c.value_date, c.id) > ("
        } else {
            " AND (c.value_date, c.id) < ("
        });
        query = query.bind(day).push(", ").bind(id).push(")");
    }
    query = query.push(if ascends {
        " ORDER BY c.value_date, c.id LIMIT "
    } else {
        " ORDER BY c.value_date DESC, c.id DESC LIMIT "
    });
    query.bind(limit)
}

pub async fn one(reader: &mut impl Reader, id: CreditId) -> DbResult<Option<CreditRow>> {
    reader.opt(Query::new(COLUMNS).push("c.id = ").bind(id)).await
}

/// What a credit pays or paid, that which was attested of it too.
pub async fn uses(reader: &mut impl Reader, id: CreditId) -> DbResult<Vec<CreditUse>> {
    reader.all(PAYS.with(bind![id])).await
}

pub async fn accounts(db: &Db) -> DbResult<Vec<AccountName>> {
    db.all(ACCOUNTS.with(bind![])).await
}

/// The last imports of an account, the newest first.
pub async fn imports(db: &Db, account: AccountId) -> DbResult<Vec<ImportRow>> {
    db.all(LAST_IMPORT.with(bind![account])).await
}

/// Money that came and pays nothing yet; money that left and is nothing known; what was attested and is on no statement.
pub async fn waiting(db: &Db, account: AccountId) -> DbResult<(Waiting, Waiting, Waiting)> {
    let [came, left, unseen] = compose_waiting(account);
    tokio::try_join!(db.one(came), db.one(left), db.one(unseen))
}

/// The statements of [`waiting`]; also asked for their plans by a test. They look as far as a screen counts.
pub fn compose_waiting(account: AccountId) -> [Query; 3] {
    const FREE_OUT: &str =
        "c.direction = 'OUT' AND c.kind = 'PAYMENT' AND c.origin <> 'ATTESTED' AND NOT c.set_aside AND c.allocated < c.amount";
    let of = |part: &'static str, which: &'static str| {
        let query =
            Query::new("SELECT count(*) AS lines, coalesce(sum(f.part), 0) AS free, (SELECT b.currency FROM bank_accounts b WHERE b.id = ");
        let query = query.bind(account).push(") AS currency FROM (SELECT ").push(part);
        let query = query.push(" AS part FROM bank_credits c WHERE c.account_id = ").bind(account);
        query.push(" AND ").push(which).push(" ORDER BY c.value_date, c.id LIMIT 10000) f")
    };
    let free = "c.amount - c.allocated";
    [of(free, FREE), of(free, FREE_OUT), of("c.allocated", UNSEEN)]
}
