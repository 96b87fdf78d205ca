//! The service as the terminal's source: every question asked by the operator of the session.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::pictures::Pictures;
use super::{finding, statement_files};
use crate::delivery::{About, Words, compose};
use crate::domain::actor::Actor;
use crate::domain::ids::{NotificationId, OperationId};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::text::Safe;
use crate::service::Krafta;
use crate::service::audit::changes::ChangeFilter;
use crate::service::bank::track_record::LAST;
use crate::service::commands::CommandKind;
use crate::service::commands::session::Session;
use crate::service::core::caution::CautionKind;
use crate::service::core::change_feed::Watch;
use crate::service::core::csv_file::CsvFile;
use crate::service::people::views::{NEEDS, SavedView};
use crate::tui::core::client::{
    Answer, Caution, Command, Error, Feed, Import, ImportRow, MessageSeen, Objection, Present, ProfileName, Query, Receipt, Source,
    StatementSource,
};
use crate::tui::core::csv;

#[derive(Clone)]
pub struct ServiceClient {
    session: Session,
    pictures: Pictures,
    /// The machine's files are the person's own.
    files: bool,
    /// The shop's words of messages, read once; none when they have a fault.
    words: Arc<OnceLock<Option<Words>>>,
}

impl ServiceClient {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            pictures: Pictures::default(),
            files: true,
            words: Arc::default(),
        }
    }

    /// For somebody whose files are not on this machine: nothing is read from it by name.
    #[must_use]
    pub fn without_files(self) -> Self {
        Self { files: false, ..self }
    }

    fn may_read_files(&self) -> Result<(), Error> {
        if self.files {
            Ok(())
        } else {
            Err(Refusal::new(Code::NoFilesHere).into())
        }
    }
}

impl ServiceClient {
    /// A message and what it would say if it left now.
    async fn message(&self, krafta: &Krafta, actor: &Actor, message: NotificationId) -> Result<MessageSeen, Error> {
        let detail = krafta.messages().one(actor, message).await?;
        let words = self.words(krafta);
        let would = match words.filter(|_| detail.message.erased_at.is_none()) {
            Some(words) => Some(compose(krafta, words.catalogue(detail.language), About::of(&detail.message)).await?),
            None => None,
        };
        Ok(MessageSeen { detail, would })
    }

    fn words(&self, krafta: &Krafta) -> Option<Words> {
        *self.words.get_or_init(|| Words::of(krafta.settings()).ok())
    }

    /// What is the matter with the database, and, for who can do something about it, with the messages.
    async fn cautions(&self, krafta: &Krafta, actor: &Actor) -> Result<Vec<Caution>, Error> {
        let mut all = krafta.cautions().await?;
        if CommandKind::RetryMessage.access().may(actor).is_ok() {
            all.extend(krafta.messages().cautions().await?);
            if self.words(krafta).is_none() {
                all.push(Caution::of_times(CautionKind::Words, krafta.now(), krafta.now()));
            }
        }
        Ok(all)
    }
}

/// The changes of the shop, of which the session hears first.
pub struct Changes {
    watch: Watch,
    session: Session,
}

impl Source for ServiceClient {
    type Feed = Changes;

    async fn read(&self, query: Query) -> Result<Answer, Error> {
        let (krafta, actor) = (self.session.shop(), &self.session.operator().await?);
        Ok(match query {
            Query::Operator => Answer::Operator(Box::new(Present {
                operator: actor.clone(),
                cautions: self.cautions(krafta, actor).await?,
                alerts: krafta.messages().unread_alerts(actor).await?,
                start: start(krafta, actor).await?,
            })),
            Query::Views => Answer::Views(krafta.people().views(actor).await?),
            Query::Counts => Answer::Counts(krafta.orders().counts(actor).await?),
            Query::Queue { filter, after, rows } => Answer::Queue(krafta.payments().queue(actor, &filter, after, rows).await?),
            Query::Orders { filter, after, rows } => Answer::Orders(krafta.orders().list(actor, &filter, after, rows).await?),
            Query::OrderListing(filter) => Answer::OrderListing(krafta.orders().listing(actor, &filter).await?),
            Query::ReviewOf(number) => {
                let order = krafta.orders().order_by_number(actor, &number).await?;
                Answer::ReviewOf(Box::new(krafta.payments().review(actor, order).await?))
            }
            Query::Review(order) => Answer::Review(Box::new(krafta.payments().review(actor, order).await?)),
            Query::Proposals => Answer::Proposals(krafta.bank().proposals(actor).await?),
            Query::ProposalsOf(order) => Answer::ProposalsOf(krafta.bank().proposals_of(actor, order).await?),
            Query::TrackRecord => Answer::TrackRecord(krafta.bank().track_record(actor, LAST).await?),
            Query::Credits { which, text, after, rows } => Answer::Credits(krafta.bank().search(actor, &which, &text, after, rows).await?),
            Query::Credit(credit) => Answer::Credit(Box::new(krafta.bank().credit(actor, credit).await?)),
            Query::MayBe(attested) => Answer::MayBe(krafta.bank().may_be(actor, attested).await?),
            Query::StatementFiles => {
                CommandKind::ImportStatement.may(actor)?;
                Answer::StatementFiles(match self.files {
                    true => off_the_loop(statement_files::at_hand).await?,
                    false => Vec::new(),
                })
            }
            Query::ReadStatement { account, source, profile } => {
                CommandKind::ImportStatement.may(actor)?;
                if matches!(source, StatementSource::File(_)) {
                    self.may_read_files()?;
                }
                let (name, bytes) = off_the_loop(|| statement_files::content(source)).await??;
                let read = krafta.bank().read(actor, &account, (&name, bytes), profile.as_deref()).await?;
                Answer::ReadStatement(Box::new(read))
            }
            Query::Profiles => Answer::Profiles(profiles(krafta)?),
            Query::Guide { source, new } => {
                let (_, bytes) = off_the_loop(|| statement_files::content(source)).await??;
                Answer::Guide(Box::new(krafta.bank().guide(actor, bytes, &new).await?))
            }
            Query::KeepProfile { source, new } => {
                CommandKind::ImportStatement.may(actor)?;
                let (_, bytes) = off_the_loop(|| statement_files::content(source)).await??;
                Answer::KeepProfile(krafta.bank().keep_profile(actor, bytes, &new).await?.name)
            }
            Query::BankStatus => Answer::BankStatus(krafta.bank().status(actor).await?),
            Query::Near(order) => Answer::Near(krafta.bank().near(actor, order).await?),
            Query::Timeline(order) => Answer::Timeline(Box::new(krafta.orders().timeline(actor, order).await?)),
            Query::Nearest(number) => Answer::Nearest(krafta.orders().nearest_numbers(actor, &number).await?),
            Query::Find(text) => Answer::Find(Box::new(finding::find(krafta, actor, &text).await?)),
            Query::Tracking(number) => Answer::Tracking(Box::new(krafta.orders().track(actor, &number, None).await?)),
            Query::Board { filter, after, rows } => Answer::Board(krafta.workshops().board(actor, &filter, after, rows).await?),
            Query::BoardTotals(filter) => Answer::BoardTotals(krafta.workshops().totals(actor, &filter).await?),
            Query::Waiting { filter, after, rows } => Answer::Waiting(krafta.fulfilment().queue(actor, &filter, after, rows).await?),
            Query::WaitingCounts(filter) => Answer::WaitingCounts(krafta.fulfilment().waiting_counts(actor, &filter).await?),
            Query::Standing { filter, text } => Answer::Standing(krafta.fulfilment().standing(actor, &filter, text.as_deref()).await?),
            Query::WorkCounts(filter) => Answer::WorkCounts(krafta.fulfilment().work_counts(actor, &filter).await?),
            Query::SectionCounts => Answer::SectionCounts(krafta.fulfilment().section_counts(actor).await?),
            Query::ClosedDays { open, after, rows } => Answer::ClosedDays(krafta.workshops().closed_days(actor, open, after, rows).await?),
            Query::Works { filter, after, rows } => Answer::Works(krafta.fulfilment().works(actor, &filter, after, rows).await?),
            Query::WorkSheet(order) => Answer::WorkSheet(Box::new(krafta.fulfilment().work_sheet(actor, order).await?)),
            Query::Candidates(order) => Answer::Candidates(Box::new(krafta.fulfilment().candidates(actor, order).await?)),
            Query::Rehearse(command) => Answer::Rehearse(Box::new(krafta.rehearse(actor, *command).await?)),
            Query::RehearseEach(commands) => {
                let rows = krafta.rehearse_each(actor, commands).await?;
                let rows = rows.into_iter().map(|row| row.map_err(|error| Objection::from(&error)));
                Answer::RehearseEach(rows.collect())
            }
            Query::Zones { from, days } => Answer::Zones(krafta.workshops().loads_by_zone(actor, from, days).await?),
            Query::Cell { workshop, day } => Answer::Cell(krafta.workshops().cell(actor, workshop, day).await?),
            Query::Payables { filter, after, rows } => Answer::Payables(krafta.payables().list(actor, &filter, after, rows).await?),
            Query::PayableCounts(filter) => Answer::PayableCounts(krafta.payables().counts(actor, &filter).await?),
            Query::Owed => Answer::Owed(krafta.payables().aging(actor).await?),
            Query::Payable(line) => Answer::Payable(Box::new(krafta.payables().line(actor, line).await?)),
            Query::Settling(lines) => {
                let lines: Vec<_> = lines.into_iter().map(|line| (line, None)).collect();
                Answer::Settling(Box::new(krafta.payables().settlement_preview(actor, &lines, None).await?))
            }
            Query::Transfers { workshop, after, rows } => {
                Answer::Transfers(krafta.payables().settlements(actor, workshop, after, rows).await?)
            }
            Query::Transfer(transfer) => Answer::Transfer(Box::new(krafta.payables().settlement(actor, transfer).await?)),
            Query::Runs { after, rows } => Answer::Runs(krafta.runs().list(actor, false, after, rows).await?),
            Query::RunSheet(run) => Answer::RunSheet(Box::new(krafta.runs().show(actor, run).await?)),
            Query::RunFind(run) => Answer::RunFind(Box::new(krafta.runs().find(actor, run, None).await?)),
            Query::RunFormats => {
                let profiles = krafta.runs().file_profiles()?.into_iter();
                Answer::RunFormats(profiles.map(|profile| (profile.name, Safe::new(&profile.title))).collect())
            }
            Query::RunFile { run, profile } => Answer::RunFile(Box::new(krafta.runs().bank_file(actor, run, &profile).await?)),
            Query::Statement(period) => Answer::Statement(Box::new(krafta.payables().statement_totals(actor, period).await?)),
            Query::StatementLines { period, after, rows } => {
                Answer::StatementLines(krafta.payables().statement_lines(actor, period, after, rows).await?)
            }
            Query::StatementFile(period) => Answer::StatementFile(csv::statement(krafta, actor, period).await?),
            Query::Rates => Answer::Rates(krafta.catalogue().rates(actor, RATES, true).await?),
            Query::Products => Answer::Products(krafta.catalogue().products(actor).await?),
            Query::Accounts => Answer::Accounts(krafta.bank().accounts(actor).await?),
            Query::Shipping => Answer::Shipping(krafta.catalogue().shipping_rates(actor).await?),
            Query::Operators => Answer::Operators(krafta.people().operators(actor).await?),
            Query::Workshops => Answer::Workshops(krafta.workshops().list(actor).await?),
            Query::ServiceZones => Answer::ServiceZones(krafta.workshops().zones(actor).await?),
            Query::Holidays => Answer::Holidays(krafta.workshops().holidays(actor, None).await?),
            Query::Offers => Answer::Offers(krafta.workshops().offers(actor, None).await?),
            Query::ImportFile { import, path } => {
                self.may_read_files()?;
                Answer::ImportFile(rows_of(import, &path, krafta.today()).await?)
            }
            Query::Jobs => Answer::Jobs(krafta.jobs().jobs_status(actor).await?),
            Query::Messages { filter, after, rows } => {
                let messages = krafta.messages();
                Answer::Messages(match filter.text.trim() {
                    "" => messages.list(actor, filter.which, after, rows).await?,
                    text => {
                        let (orders, workshops) = finding::about(krafta, actor, text).await?;
                        let about = (&orders[..], &workshops[..]);
                        messages.list_about(actor, about, filter.which, after, rows).await?
                    }
                })
            }
            Query::Message(message) => Answer::Message(Box::new(self.message(krafta, actor, message).await?)),
            Query::Alerts { after, rows } => Answer::Alerts(krafta.messages().alerts(actor, after, rows).await?.page),
            Query::Changes { after, rows } => Answer::Changes(krafta.audit().changes(actor, &ChangeFilter::default(), after, rows).await?),
            Query::PayablesFile(filter) => Answer::PayablesFile(csv::payables(krafta, actor, &filter).await?),
            Query::TransfersFile(workshop) => Answer::TransfersFile(csv::settlements(krafta, actor, workshop).await?),
            Query::ReceiptBytes(file) => Answer::ReceiptBytes(krafta.payments().receipt(actor, &file).await?),
            Query::ReceiptPath(file) => {
                let path = krafta.payments().receipt_path(actor, &file)?;
                Answer::ReceiptPath(path.filter(|_| self.files))
            }
            Query::Receipt { file, frame } => Answer::Receipt(Box::new(self.pictures.scan(krafta, actor, &file, frame).await?)),
        })
    }

    async fn write(&self, operation: OperationId, command: Command) -> Result<Receipt, Error> {
        self.session.execute(operation, command).await
    }

    async fn watch(&self) -> Result<Changes, Error> {
        let session = self.session.clone();
        let watch = session.shop().watch().await?;
        // What happened while nobody watched is not known.
        session.changed();
        Ok(Changes { watch, session })
    }
}

impl Feed for Changes {
    async fn next(&mut self) -> Result<(), Error> {
        self.watch.next().await?;
        self.session.changed();
        Ok(())
    }
}

/// The rows of a file, which may be named from the person's own folder.
async fn rows_of(import: Import, path: &str, today: NaiveDate) -> Result<Vec<ImportRow>, Error> {
    let path = statement_files::of_home(path);
    let read = move || {
        let file = import.parse(&path.display().to_string(), CsvFile::bytes(&path)?)?;
        Ok(import.rows(&file, today))
    };
    off_the_loop(read).await?
}

/// What reads files is done on a thread of its own.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|fault| Error::Internal(fault.to_string()))
}

/// The ways to read a bank's file, by name.
fn profiles(krafta: &Krafta) -> Result<Vec<ProfileName>, Error> {
    let profiles = krafta.bank().profiles()?;
    let named = profiles.iter().map(|profile| ProfileName {
        name: profile.name.clone(),
        title: Safe::new(&profile.title),
    });
    Ok(named.collect())
}

/// Value dates that the list of rates goes back.
const RATES: u32 = 60;

/// The view that this person's terminal opens on.
async fn start(krafta: &Krafta, actor: &Actor) -> Result<Option<SavedView>, Error> {
    if actor.may(NEEDS).is_err() {
        return Ok(None);
    }
    let views = krafta.people().views(actor).await?;
    Ok(views.into_iter().find(|view| view.starts && Some(view.owner) == actor.id))
}
