//! What customers asked for by a site in another language is done in their name, and answered in its row.

use super::{Fate, Job, JobItem, JobReport, Jobs};
use crate::db::DbError;
use crate::db::engine::page::Key;
use crate::db::orders::requests::{self, Asked, OpenRequest};
use crate::domain::actor::Actor;
use crate::domain::ids::{OrderId, RequestId};
use crate::domain::orders::request::RequestKind;
use crate::service::commands::{Answer, Command};
use crate::service::core::error::Error;
use crate::service::fulfilment::commands::Complete;
use crate::service::payments::commands::RequestRefund;

/// Requests that are looked for at once.
const AT_ONCE: u32 = 100;

impl Jobs<'_> {
    pub(super) async fn run_requests(&self, report: &mut JobReport) -> Result<(), Error> {
        let (mut after, mut left) = (None, report.limit);
        while left > 0 {
            let open = requests::open(self.shop.db(), after, left.min(AT_ONCE)).await?;
            let Some(last) = open.last() else { break };
            after = Some(last.key());
            for request in open {
                let Some(fate) = self.answer(&request, report.dry_run).await? else {
                    continue;
                };
                // What cannot be answered now takes nobody's place.
                left = left.saturating_sub(u32::from(!matches!(fate, Fate::Left { .. })));
                report.items.push(JobItem {
                    job: Job::Requests,
                    order: request.number,
                    order_id: request.order,
                    payable: None,
                    request: Some(request.id),
                    since: request.since,
                    fate,
                });
            }
        }
        Ok(())
    }

    /// What became of one; nothing when another program is at it. What is the matter with it is no reason to leave the others, nor
    /// is somebody who holds its order.
    async fn answer(&self, request: &OpenRequest, dry_run: bool) -> Result<Option<Fate>, Error> {
        let answer = match requests::asked(self.shop.db(), request.id).await {
            Ok(asked) if dry_run => {
                let (customer, command) = command(request.order, asked);
                self.shop.rehearse(&customer, command).await.map(|_| Some(Fate::Would))
            }
            Ok(asked) => {
                let (customer, command) = command(request.order, asked);
                self.shop.answer(request.id, customer, command).await.map(fate)
            }
            Err(error) => Err(error.into()),
        };
        match answer {
            Err(error) if !error.is_of_one() && !matches!(error, Error::Database(DbError::Retry(_))) => Err(error),
            other => Ok(other.unwrap_or_else(|error| Some(Fate::left(Box::new(error))))),
        }
    }

    /// Whether a request waits that is younger than those that could not be answered.
    pub(super) async fn is_asked(&self, left: Option<Key>) -> Result<bool, Error> {
        Ok(!requests::open(self.shop.db(), left, 1).await?.is_empty())
    }
}

impl JobReport {
    /// The youngest request that could not be answered.
    pub(super) fn request_left(&self) -> Option<Key> {
        let left = self.items.iter().filter(|item| matches!(item.fate, Fate::Left { .. }));
        let key = |item: &JobItem| item.request.map(|request: RequestId| requests::key(item.since, request));
        left.filter_map(key).max_by_key(|key| (key.key, key.id))
    }
}

fn fate(answer: Answer) -> Option<Fate> {
    match answer {
        Answer::Done => Some(Fate::Done),
        Answer::Refused(refusal) => Some(Fate::refused(Box::new(refusal.into()))),
        Answer::Elsewhere => None,
    }
}

/// What a request asks for, and the customer who does.
fn command(order: OrderId, asked: Asked) -> (Actor, Command) {
    let command = match asked.kind {
        RequestKind::Refund => Command::RequestRefund(RequestRefund {
            evidence: Vec::new(),
            order,
            seen: None,
            reason: asked.reason.unwrap_or_default(),
            overridden: false,
            share: None,
            borne_by: None,
        }),
        RequestKind::Received => Command::Complete(Complete {
            order,
            seen: None,
            code: None,
            note: asked.reason,
        }),
    };
    (Actor::customer(asked.phone), command)
}
