//! Who acts, and what each role may ask for (domain.md §7). The service layer checks it; faces only hide or explain.

use super::ids::{OperatorId, WorkshopId};
use super::names::named;
use super::refusal::{Arg, Code, Refusal, Ruling};

named! {
    /// domain.md §7.
    pub enum Role {
        Admin = "ADMIN",
        Coordinator = "COORDINATOR",
        Support = "SUPPORT",
        Workshop = "WORKSHOP",
        /// Reads and verifies, and changes nothing.
        Auditor = "AUDITOR",
        Customer = "CUSTOMER",
        System = "SYSTEM",
    }
}

impl Role {
    /// The roles that an operator can have.
    pub const STAFF: &'static [Self] = &[Self::Admin, Self::Coordinator, Self::Support, Self::Workshop, Self::Auditor];
}

/// Whoever gives a command: a person on our staff, a workshop, the customer of one order, or a timed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
    /// Staff and workshops; a customer and the system have no row.
    pub id: Option<OperatorId>,
    /// What events and other people's screens show.
    pub name: String,
    /// A customer's phone (E.164): it must be the order's own.
    pub phone: Option<String>,
    pub workshop: Option<WorkshopId>,
}

impl Actor {
    /// Somebody of a workshop, for its own assignments.
    pub fn of_workshop(workshop: WorkshopId, id: OperatorId, name: impl Into<String>) -> Self {
        Self {
            workshop: Some(workshop),
            ..Self::staff(Role::Workshop, id, name)
        }
    }

    pub fn staff(role: Role, id: OperatorId, name: impl Into<String>) -> Self {
        Self {
            role,
            id: Some(id),
            name: name.into(),
            phone: None,
            workshop: None,
        }
    }

    /// The customer who owns `phone` (E.164), as the customer site knows them.
    pub fn customer(phone: impl Into<String>) -> Self {
        let phone = phone.into();
        Self {
            role: Role::Customer,
            id: None,
            name: "cliente".into(),
            phone: Some(phone),
            workshop: None,
        }
    }

    /// A timed job.
    pub fn system() -> Self {
        Self {
            role: Role::System,
            id: None,
            name: "sistema".into(),
            phone: None,
            workshop: None,
        }
    }

    /// Refuses with `forbidden` unless the role has the permission.
    pub fn may(&self, permission: Permission) -> Ruling<()> {
        if permission.roles().contains(&self.role) {
            return Ok(());
        }
        Err(self.forbidden(&format!("permission-{permission}"), permission.roles().iter().copied()))
    }

    /// What the role may not do, by the catalogue's key of a permission or of an edge, and who may: of the staff, where anybody of
    /// it may.
    pub fn forbidden(&self, what: &str, may: impl Iterator<Item = Role>) -> Refusal {
        let all: Vec<Role> = may.collect();
        let named = |of: &[Role]| -> Vec<String> {
            let who = of.iter().filter(|role| all.contains(role));
            who.map(|role| format!("role-{role}")).collect()
        };
        let staff = named(Role::STAFF);
        let who = if staff.is_empty() { named(Role::ALL) } else { staff };
        Refusal::new(Code::Forbidden)
            .with("role", Arg::Message(format!("role-{}", self.role)))
            .with("permission", Arg::Message(what.to_owned()))
            .with("who", Arg::Messages(who))
    }
}

named! {
    /// Something a role may be allowed to ask for, apart from the edges, which name their own parties.
    pub enum Permission {
        ReviewPayments = "review-payments",
        DirectRefunds = "direct-refunds",
        AddNote = "add-note",
        ReadOrders = "read-orders",
        ReadOwnOrder = "read-own-order",
        ReadReceipts = "read-receipts",
        KeepReference = "keep-reference",
        KeepOperators = "keep-operators",
        Export = "export",
        RunJobs = "run-jobs",
        KeepWorkshops = "keep-workshops",
        KeepCapacity = "keep-capacity",
        ProposeClosedDays = "propose-closed-days",
        ReadWorkshops = "read-workshops",
        ReadAssignments = "read-assignments",
        Assign = "assign",
        ReadPayables = "read-payables",
        SettlePayables = "settle-payables",
        ReadChanges = "read-changes",
        ReadPeople = "read-people",
        KeepViews = "keep-views",
        SendMessages = "send-messages",
        ReadAlerts = "read-alerts",
        ReadBank = "read-bank",
        ReadRuns = "read-runs",
    }
}

impl Permission {
    /// The roles that have it (domain.md §7).
    pub const fn roles(self) -> &'static [Role] {
        use Role::{Admin, Auditor, Coordinator, Customer, Support, System, Workshop};
        match self {
            // What came to our accounts, and from whom, is for who decides on it.
            Self::ReadBank => &[Admin, Auditor],
            // A customer their own alone (domain.md §2).
            Self::DirectRefunds => &[Admin, Customer],
            Self::AddNote => &[Admin, Coordinator, Support],
            Self::ReadOrders => &[Admin, Coordinator, Support, Auditor, System],
            // What it comes to and what is paid of it: a workshop has its sheet instead.
            Self::ReadOwnOrder => &[Admin, Coordinator, Support, Auditor, System, Customer],
            Self::ReadReceipts => &[Admin, Support, Auditor],
            Self::ReviewPayments | Self::SettlePayables | Self::KeepReference | Self::KeepOperators | Self::KeepWorkshops => &[Admin],
            Self::KeepCapacity => &[Admin, Coordinator],
            // Its own alone: staff close days without asking.
            Self::ProposeClosedDays => &[Workshop],
            // A workshop reads its own alone.
            Self::ReadWorkshops => &[Admin, Coordinator, Support, Auditor, System, Workshop],
            Self::Export => &[Admin, Coordinator, Support, Auditor],
            Self::RunJobs => &[Admin, System],
            Self::ReadAssignments => &[Admin, Coordinator, Support, Auditor, Workshop, System],
            Self::Assign => &[Admin, Coordinator, System],
            // A workshop sees its own only.
            Self::ReadPayables => &[Admin, Coordinator, Support, Auditor, Workshop],
            // Runs name accounts and documents of whom they pay.
            Self::ReadPeople | Self::ReadRuns => &[Admin, Auditor],
            // Who changed prices and accounts is for all the staff; of people, for their keeper. Everybody has their own views.
            Self::ReadChanges | Self::KeepViews => &[Admin, Coordinator, Support, Auditor],
            // "Resends a message" is support's too.
            Self::SendMessages => &[Admin, Coordinator, Support],
            // Administrators those of all, a workshop's login its own.
            Self::ReadAlerts => &[Admin, Workshop],
        }
    }
}
