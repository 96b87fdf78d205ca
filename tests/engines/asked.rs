//! A command of a person or one of the jobs, drawn alike: who may not give it is refused either way.

use krafta::domain::actor::Actor;
use krafta::domain::ids::OperationId;
use krafta::service::commands::JobCommand;
use krafta::service::commands::rehearse::Rehearsal;
use krafta::service::{Command, Error, Krafta, Receipt};

#[derive(Debug, Clone)]
pub enum Asked {
    Command(Box<Command>),
    Job(JobCommand),
}

impl From<Command> for Asked {
    fn from(command: Command) -> Self {
        Self::Command(Box::new(command))
    }
}

impl From<JobCommand> for Asked {
    fn from(command: JobCommand) -> Self {
        Self::Job(command)
    }
}

impl Asked {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Command(command) => command.name(),
            Self::Job(command) => command.name(),
        }
    }

    pub async fn execute(self, shop: &Krafta, actor: &Actor, operation: OperationId) -> Result<Receipt, Error> {
        match self {
            Self::Command(command) => shop.execute(actor, operation, *command).await,
            Self::Job(command) => shop.jobs().perform(actor, operation, command).await,
        }
    }

    pub async fn rehearse(self, shop: &Krafta, actor: &Actor) -> Result<Rehearsal, Error> {
        match self {
            Self::Command(command) => shop.rehearse(actor, *command).await,
            Self::Job(command) => shop.jobs().rehearse(actor, command).await,
        }
    }
}
