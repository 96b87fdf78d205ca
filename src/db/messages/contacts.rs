//! How somebody is reached: what their own row says, and before it the last that was noted for messages.

use uuid::Uuid;

use crate::db::engine::Tx;
use crate::db::engine::error::DbResult;
use crate::db::engine::reader::Reader;
use crate::db::engine::record::record;
use crate::db::engine::statement::{Bound, Query, statement};
use crate::db::engine::value::bind;
use crate::domain::ids::{OperationId, OperatorId, OrderId, WorkshopId};
use crate::domain::messages::channel::Language;
use crate::domain::text::Safe;

statement! {
    OF_CUSTOMER = "SELECT o.customer_name AS name, coalesce(c.email, o.customer_email) AS email, coalesce(c.phone, o.customer_phone) AS phone, \
      c.language FROM orders o LEFT JOIN message_contacts c ON c.id = ( \
        SELECT m.id FROM message_contacts m WHERE m.order_id = o.id ORDER BY m.id DESC LIMIT 1) WHERE o.id = $1"
}

const WORKSHOP: &str = "SELECT w.name, coalesce(c.email, w.email) AS email, coalesce(c.phone, w.phone) AS phone, c.language, \
      EXISTS (SELECT 1 FROM operators p WHERE p.workshop_id = w.id AND p.role = 'WORKSHOP' AND p.active) AS has_login \
      FROM workshops w LEFT JOIN message_contacts c ON c.id = ( \
        SELECT m.id FROM message_contacts m WHERE m.workshop_id = w.id ORDER BY m.id DESC LIMIT 1) WHERE ";

statement! {
    OF_ADMINS = "SELECT p.display_name AS name, c.email, c.phone, c.language \
      FROM operators p JOIN message_contacts c ON c.id = ( \
        SELECT m.id FROM message_contacts m WHERE m.operator_id = p.id ORDER BY m.id DESC LIMIT 1) \
      WHERE p.role = 'ADMIN' AND p.active ORDER BY p.login"
}

statement! {
    OF_OPERATOR = "SELECT p.display_name AS name, c.email, c.phone, c.language \
      FROM operators p LEFT JOIN message_contacts c ON c.id = ( \
        SELECT m.id FROM message_contacts m WHERE m.operator_id = p.id ORDER BY m.id DESC LIMIT 1) WHERE p.id = $1"
}

statement! {
    INSERT = "INSERT INTO message_contacts (order_id, workshop_id, operator_id, email, phone, language, by_id, operation_id) \
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
}

record! {
    /// How somebody is reached.
    pub struct Contact {
        pub name: Safe,
        pub email: Option<String>,
        pub phone: Option<String>,
        pub language: Option<Language>,
    }

    /// How a workshop is.
    pub struct WorkshopContact {
        pub contact: Contact = row,
        /// Somebody of theirs may open the shop's terminal.
        pub has_login: bool,
    }
}

/// Whose contact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactOf {
    Customer(OrderId),
    Workshop(WorkshopId),
    Operator(OperatorId),
}

pub async fn contact(reader: &mut impl Reader, of: ContactOf) -> DbResult<Option<Contact>> {
    match of {
        ContactOf::Customer(order) => reader.opt(OF_CUSTOMER.with(bind![order])).await,
        ContactOf::Workshop(id) => Ok(workshop(reader, id).await?.map(|found| found.contact)),
        ContactOf::Operator(operator) => reader.opt(OF_OPERATOR.with(bind![operator])).await,
    }
}

pub async fn workshop(reader: &mut impl Reader, id: WorkshopId) -> DbResult<Option<WorkshopContact>> {
    reader.opt(Query::new(WORKSHOP).push("w.id = ").bind(id)).await
}

/// The administrators for whom something is noted.
pub async fn admins(reader: &mut impl Reader) -> DbResult<Vec<Contact>> {
    reader.all(OF_ADMINS.with([])).await
}

/// Those that take orders.
pub async fn workshops(reader: &mut impl Reader) -> DbResult<Vec<WorkshopContact>> {
    reader.all(Query::new(WORKSHOP).push("w.active ORDER BY w.name")).await
}

impl Tx {
    /// Notes how somebody is reached from now on.
    pub async fn insert_contact(&mut self, of: ContactOf, contact: &Contact, by: OperatorId, operation: OperationId) -> DbResult<()> {
        self.exec(insert(of, contact, by, operation)).await.map(drop)
    }
}

fn insert(of: ContactOf, contact: &Contact, by: OperatorId, operation: OperationId) -> Bound {
    let none: Option<Uuid> = None;
    let (order, workshop, operator) = match of {
        ContactOf::Customer(id) => (Some(id.uuid()), none, none),
        ContactOf::Workshop(id) => (none, Some(id.uuid()), none),
        ContactOf::Operator(id) => (none, none, Some(id.uuid())),
    };
    let Contact {
        email, phone, language, ..
    } = contact;
    INSERT.with(bind![order, workshop, operator, email, phone, language, by, operation])
}
