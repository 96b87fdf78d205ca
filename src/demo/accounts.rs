//! Where customers send money and who works at the shop. All invented.

use std::sync::Arc;

use Currency::{Usd, Usdt, Ves};
use PaymentMethod::{BankTransfer, BinancePay, Cash, PagoMovil, Zelle};
use uuid::Uuid;

use super::people;
use super::random::{Dice, Ids, mix};
use super::rows::{AccountRow, OperatorRow, Word};
use super::workshops::Workshop;
use crate::db::people::operators::OperatorView;
use crate::domain::Time;
use crate::domain::actor::{Actor, Role};
use crate::domain::bank::our_account::OfferedAccount;
use crate::domain::ids::AccountId;
use crate::domain::method::PaymentMethod;
use crate::domain::money::Currency;
use crate::domain::orders::shipping::DeliveryMethod;
use crate::domain::payments::proof::OurAccount;
use crate::domain::text::Safe;

/// Weight, alias, method, bank, number or address of the account, currency, in use.
type Ours = (u32, Word, PaymentMethod, Option<Word>, Word, Currency, bool);

const ACCOUNTS: &[Ours] = &[
    (330, "Pago móvil Venezuela", PagoMovil, Some("0102"), "+584120007788", Ves, true),
    (160, "Pago móvil Banesco", PagoMovil, Some("0134"), "+584140007788", Ves, true),
    (70, "Pago móvil Bancamiga", PagoMovil, Some("0172"), "+584240007788", Ves, true),
    (110, "Venezuela 4821", BankTransfer, Some("0102"), "01020123450004324821", Ves, true),
    (90, "Banesco 1190", BankTransfer, Some("0134"), "01340456780001121190", Ves, true),
    (60, "Mercantil 7734", BankTransfer, Some("0105"), "01050234560007717734", Ves, true),
    (45, "Provincial 3068", BankTransfer, Some("0108"), "01080345670001003068", Ves, true),
    (25, "BNC 5512", BankTransfer, Some("0191"), "01910567890002205512", Ves, true),
    (0, "Exterior 0916", BankTransfer, Some("0115"), "01150678900003300916", Ves, false),
    (60, "Zelle pagos", Zelle, None, "pagos@krafta.example", Usd, true),
    (35, "Binance", BinancePay, None, "krafta.pay@krafta.example", Usdt, true),
    (15, "Caja Chacao USD", Cash, None, "Chacao", Usd, true),
    (8, "Caja Chacao Bs", Cash, None, "Chacao", Ves, true),
];

/// Login, name, role.
const OPERATORS: &[(Word, Word, Role)] = &[
    ("ana", "Ana Villarroel", Role::Admin),
    ("luis", "Luis Añez", Role::Admin),
    ("yoselin", "Yoselín Urdaneta", Role::Admin),
    ("carmen", "Carmen Ibáñez", Role::Coordinator),
    ("ramon", "Ramón Güerere", Role::Coordinator),
    ("soporte", "Soporte · Génesis Peña", Role::Support),
    ("orinoco", "Taller Orinoco", Role::Workshop),
    ("relampago", "Taller Relámpago", Role::Workshop),
];

/// An account as proofs need it.
pub struct Account {
    pub id: Uuid,
    pub alias: Word,
    pub bank: Option<Word>,
    pub ours: OurAccount,
}

/// Somebody on the staff, as events name them.
pub struct Operator {
    pub id: Uuid,
    pub name: Arc<str>,
    pub role: Role,
}

pub struct Staff {
    pub accounts: Vec<Account>,
    /// Where customers are told to pay, by how their order reaches them.
    offered: Vec<(DeliveryMethod, Vec<OfferedAccount>)>,
    weights: Vec<(u32, usize)>,
    pub operators: Vec<Operator>,
    /// Of the workshops that work with the program themselves: place in the list, operator.
    makers: Vec<(usize, Uuid)>,
    /// What events call customers and timed jobs.
    pub customer: Arc<str>,
    pub system: Arc<str>,
}

impl Staff {
    /// With the rows to write. Whoever is in `there` by login keeps their row.
    pub fn new(at: Time, seed: u64, there: &[OperatorView], workshops: &[Workshop]) -> (Self, Vec<AccountRow>, Vec<OperatorRow>) {
        let mut ids = Ids::new(at, mix(seed ^ 0xacc0));
        let rif = people::rif(&mut Dice::new(seed, 0xacc0));
        let places = ACCOUNTS.iter().zip(1..);
        let account_rows: Vec<_> = places
            .map(|(account, place)| account_row(ids.next(), at, (account, place), &rif))
            .collect();
        let offered = DeliveryMethod::ALL
            .iter()
            .map(|method| (*method, offered(*method, &account_rows)))
            .collect();
        let accounts = ACCOUNTS.iter().zip(&account_rows).map(|(account, row)| Account {
            id: row.id,
            alias: account.1,
            bank: account.3,
            ours: OurAccount {
                id: AccountId::from_uuid(row.id),
                method: account.2,
                currency: account.5,
                active: account.6,
            },
        });
        let named = |name: &str| workshops.iter().position(|workshop| &*workshop.name == name);
        let row_of = |login: Word| there.iter().find(|operator| operator.login.as_str() == login);
        let mut operator_rows: Vec<_> = OPERATORS
            .iter()
            .map(|&(login, display_name, role)| OperatorRow {
                id: row_of(login).map_or_else(|| ids.next(), |operator| operator.id.uuid()),
                login,
                display_name,
                role: role.as_str(),
                workshop_id: named(display_name).map(|place| workshops[place].id),
                created_at: at,
            })
            .collect();
        let operators = OPERATORS.iter().zip(&operator_rows).map(|(&(_, name, role), row)| Operator {
            id: row.id,
            name: name.into(),
            role,
        });
        let operators = operators.collect();
        let makers = operator_rows.iter().filter_map(|row| Some((named(row.display_name)?, row.id)));
        let makers = makers.collect();
        operator_rows.retain(|row| row_of(row.login).is_none() && (row.role == Role::Workshop.as_str()) == row.workshop_id.is_some());
        let staff = Self {
            accounts: accounts.collect(),
            offered,
            weights: ACCOUNTS.iter().enumerate().map(|(at, account)| (account.0, at)).collect(),
            operators,
            makers,
            customer: Actor::customer("").name.into(),
            system: Actor::system().name.into(),
        };
        (staff, account_rows, operator_rows)
    }

    /// Who speaks for a workshop, if it is somebody in particular.
    pub fn of_workshop(&self, place: usize) -> Option<Uuid> {
        self.makers.iter().find(|(at, _)| *at == place).map(|(_, id)| *id)
    }

    pub fn offered(&self, delivery: DeliveryMethod) -> &[OfferedAccount] {
        let found = self.offered.iter().find(|(method, _)| *method == delivery);
        found.map_or(&[], |(_, accounts)| accounts)
    }

    pub fn account(&self, dice: &mut Dice) -> &Account {
        &self.accounts[*dice.weigh(&self.weights)]
    }

    /// By place in the staff, who reviews: ana most, then luis.
    pub fn admin(dice: &mut Dice) -> usize {
        *dice.weigh(&[(50, 0), (35, 1), (15, 2)])
    }

    pub fn coordinator(dice: &mut Dice) -> usize {
        *dice.weigh(&[(70, 3), (30, 4)])
    }
}

/// As the service offers them: those in use, in their order.
fn offered(delivery: DeliveryMethod, rows: &[AccountRow]) -> Vec<OfferedAccount> {
    let offered_for = |row: &AccountRow| match delivery {
        DeliveryMethod::Pickup => row.offered_pickup,
        DeliveryMethod::LocalDelivery => row.offered_local_delivery,
        DeliveryMethod::NationalShipping => row.offered_national_shipping,
    };
    let in_use = rows.iter().zip(ACCOUNTS).filter(|(row, _)| row.active && offered_for(row));
    let safe = |text: Option<&str>| text.map(Safe::from);
    let shown = in_use.map(|(row, &(_, _, method, _, _, currency, _))| OfferedAccount {
        alias: row.alias.into(),
        method,
        currency,
        bank: safe(row.bank_code),
        number: safe(row.number),
        phone: safe(row.phone),
        email: safe(row.email),
        holder: row.holder_name.into(),
        holder_id: safe(row.holder_id.as_deref()),
    });
    shown.collect()
}

/// The tills are for those who come and fetch their order.
fn account_row(id: Uuid, at: Time, (account, place): (&Ours, i64), rif: &Option<String>) -> AccountRow {
    let &(_, alias, method, bank_code, address, currency, active) = account;
    let by_transfer = method != Cash;
    AccountRow {
        id,
        alias,
        method: method.as_str(),
        bank_code,
        number: (method == BankTransfer).then_some(address),
        holder_name: "Krafta Hecho a Mano, C.A.",
        holder_id: bank_code.and(rif.clone()),
        phone: (method == PagoMovil).then_some(address),
        email: address.contains('@').then_some(address),
        currency: currency.as_str(),
        active,
        offered_pickup: true,
        offered_local_delivery: by_transfer,
        offered_national_shipping: by_transfer,
        offered_order: place,
        created_at: at,
    }
}
