//! Which command of the service each line of the command line gives. Help says from it who may, and docs/commands.md is
//! written from it and the table of commands.

use crate::domain::actor::Role;
use crate::locale::Catalogue;
use crate::service::commands::{Access, CommandKind as K};

/// By noun and verb.
const GIVEN: &[(&str, K)] = &[
    ("checkout", K::Checkout),
    ("report", K::Report),
    ("report", K::RecordSurplus),
    ("orders note", K::Note),
    ("orders cancel", K::Cancel),
    ("orders reinstate", K::Reinstate),
    ("orders reverse", K::Reverse),
    ("review claim", K::Claim),
    ("review release", K::Release),
    ("review take-over", K::TakeOver),
    ("review confirm", K::Confirm),
    ("review part", K::Part),
    ("review reject", K::Reject),
    ("review reopen", K::Reopen),
    ("review undo", K::UndoVerdict),
    ("refund request", K::RequestRefund),
    ("refund pay", K::PayRefund),
    ("refund part", K::PartialRefund),
    ("refund credit", K::CreditSurplus),
    ("refund void", K::VoidRefund),
    ("refund reverse", K::ReverseRefund),
    ("refund destination", K::DirectRefund),
    ("assign choose", K::Choose),
    ("assign notify", K::Notify),
    ("assign reassign", K::Withdraw),
    ("assign withdraw", K::Withdraw),
    ("production accept", K::Accept),
    ("production reject", K::Refuse),
    ("production start", K::Start),
    ("production ready", K::Ready),
    ("production hand-over", K::HandOver),
    ("production complete", K::Complete),
    ("production return", K::StepBack),
    ("production rework", K::StepBack),
    ("production undo-start", K::StepBack),
    ("payables settle", K::Settle),
    ("payables hold", K::HoldPayable),
    ("payables release", K::ReleasePayable),
    ("payables reverse", K::ReversePayment),
    ("messages retry", K::RetryMessage),
    ("messages drop", K::DropMessage),
    ("messages resend", K::ResendMessage),
    ("messages contact", K::SetContact),
    ("alerts", K::ReadAlerts),
    ("products add", K::AddProduct),
    ("products edit", K::ChangeProduct),
    ("rates add", K::AddRate),
    ("rates correct", K::CorrectRate),
    ("rates remove", K::RemoveRate),
    ("shipping add", K::AddShipping),
    ("shipping close", K::CloseShipping),
    ("bank import", K::ImportStatement),
    ("bank note", K::NoteCredit),
    ("bank set-aside", K::SetAsideCredit),
    ("bank restore", K::RestoreCredit),
    ("bank reconcile", K::ReconcileCredit),
    ("bank run draft", K::DraftRun),
    ("bank run exclude", K::ChooseRunLine),
    ("bank run include", K::ChooseRunLine),
    ("bank run freeze", K::FreezeRun),
    ("bank run countersign", K::CountersignRun),
    ("bank run reference", K::PayRunLine),
    ("bank run find", K::PayRunLine),
    ("bank run fail", K::FailRunLine),
    ("bank run explain", K::ExplainRunLine),
    ("bank run close", K::CloseRun),
    ("bank run void", K::VoidRun),
    ("accounts add", K::AddAccount),
    ("accounts edit", K::ChangeAccount),
    ("accounts close", K::ChangeAccount),
    ("operators add", K::AddOperator),
    ("operators edit", K::ChangeOperator),
    ("keys add", K::AddKey),
    ("keys expire", K::ExpireKey),
    ("keys revoke", K::RevokeKey),
    ("workshops add", K::PutWorkshop),
    ("workshops edit", K::PutWorkshop),
    ("workshops import", K::PutWorkshop),
    ("workshops pause", K::ChangeCapacity),
    ("workshops resume", K::ResumeWorkshop),
    ("capacity set", K::ChangeCapacity),
    ("capacity close", K::ChangeCapacity),
    ("capacity reopen", K::ChangeCapacity),
    ("capacity propose", K::ProposeClosedDays),
    ("capacity withdraw", K::WithdrawClosedDays),
    ("capacity accept", K::AcceptClosedDays),
    ("capacity decline", K::DeclineClosedDays),
    ("offers add", K::PutOffer),
    ("offers edit", K::PutOffer),
    ("offers import", K::PutOffer),
    ("zones add", K::PutZone),
    ("zones edit", K::PutZone),
    ("zones import", K::PutZone),
    ("holidays add", K::AddHolidays),
    ("holidays import", K::AddHolidays),
    ("holidays seed", K::SeedHolidays),
    ("holidays edit", K::RenameHoliday),
    ("holidays remove", K::RemoveHoliday),
    ("views save", K::SaveView),
    ("views remove", K::RemoveView),
    ("db accept-clock", K::AcceptClock),
];

/// Whether a line, by the names of its commands, may change something.
pub fn writes(line: &str) -> bool {
    GIVEN.iter().any(|(given, _)| *given == line)
}

/// The roles that may give what this line gives, by its path in the catalogue (`cli-help-<path>`); none where it gives nothing.
pub fn who(path: &str, catalogue: &Catalogue) -> Option<String> {
    let (_, kind) = GIVEN.iter().find(|(line, _)| line.replace(' ', "-") == path)?;
    Some(roles(kind.access(), catalogue))
}

fn roles(access: Access, catalogue: &Catalogue) -> String {
    let allowed = Role::ALL.iter().filter(|role| access.allows(**role));
    let words: Vec<_> = allowed.map(|role| catalogue.text(&format!("role-{role}"), &[])).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::path::Path;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::app::args::Args;
    use crate::locale::Locale;
    use crate::service::commands::{JobCommand, Risk};

    #[test]
    fn every_line_that_is_named_is_there() {
        for (path, _) in GIVEN {
            let command = Args::command();
            path.split(' ').fold(&command, |command, word| {
                command.find_subcommand(word).unwrap_or_else(|| panic!("{path}"))
            });
        }
    }

    fn reference() -> String {
        let catalogue = Catalogue::of(Locale::En);
        let mut out = String::from(
            "# Commands\n\nEvery change of data is one of these. Written from the table of commands (`src/service/commands/table.rs`); a test \
             keeps it true.\nWho may: whoever is a party to one of the edges, else the permission. An edge asks for more (a reason, a \
             claim) when it is walked.\n\n\
             | command | command line | risk | edges or permission | who |\n|---|---|---|---|---|\n",
        );
        for kind in K::ALL {
            let lines = GIVEN.iter().filter(|(_, given)| given == kind);
            let lines: Vec<_> = lines.map(|(line, _)| format!("`{line}`")).collect();
            let terms = match kind.access() {
                Access::Permission(permission) => format!("`{permission}`"),
                edges => edges.edges().join(", "),
            };
            let risk = match kind.risk() {
                Risk::None => "none",
                Risk::Low => "low",
                Risk::Medium => "medium",
                Risk::High => "high",
            };
            let who = roles(kind.access(), catalogue);
            writeln!(out, "| `{}` | {} | {risk} | {terms} | {who} |", kind.name(), lines.join(" ")).unwrap();
        }
        let jobs: Vec<_> = JobCommand::NAMES.iter().map(|name| format!("`{name}`")).collect();
        writeln!(out, "\nOnly the jobs do, in the system's name: {}.", jobs.join(", ")).unwrap();
        out
    }

    /// `KRAFTA_BLESS=1 cargo test reference` writes it anew.
    #[test]
    fn the_command_reference_is_what_the_table_says() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
        if std::env::var_os("KRAFTA_BLESS").is_some() {
            std::fs::write(&path, reference()).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            written,
            reference(),
            "docs/commands.md is not what the table says: KRAFTA_BLESS=1 cargo test --lib reference"
        );
    }
}
