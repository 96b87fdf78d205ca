//! The table of settings. A line here is a setting: its type, its default and how it is read; the
//! structs, the defaults, the known names and `krafta config show` follow from it.

use std::path::PathBuf;

use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::DatabaseUrl;
use super::file::Section;
use super::value::{Show, amount, choice, database_url, list, optional, outside, path, text, time_zone, whole, words, yes_or_no};
use crate::domain::messages::channel::{Channel, MessageState, Recipient};
use crate::domain::names::named;
use crate::locale::Locale;

named! {
    /// The colours of the terminal. `Auto` is readable on dark and on light.
    pub enum Theme { Auto = "auto", Dark = "dark", Light = "light", Safe = "safe" }
}

named! {
    /// How many colours the terminal is given; `Auto` asks the environment.
    pub enum Color { Auto = "auto", Truecolor = "truecolor", Ansi256 = "256", Ansi16 = "16", None = "none" }
}

named! {
    /// How the terminal is written on: the whole screen, in signs of ASCII, or line by line for a reader. `Auto` asks the environment.
    pub enum Display { Auto = "auto", Screen = "screen", Ascii = "ascii", Lines = "lines" }
}

named! {
    /// How pictures are drawn; `Auto` asks the environment.
    pub enum Pictures { Auto = "auto", Kitty = "kitty", Iterm2 = "iterm2", Sixel = "sixel", Blocks = "blocks" }
}

named! {
    /// How the mail server is spoken to.
    pub enum Security {
        /// Plain at first, encrypted before anything is said; never without.
        StartTls = "starttls",
        Tls = "tls",
        /// For a server on this machine.
        None = "none",
    }
}

named! {
    /// How messages are put where somebody hands them on.
    pub enum SpoolForm { JsonLines = "jsonl", Maildir = "maildir" }
}

named! {
    /// How much is logged.
    pub enum Level { Error = "error", Warn = "warn", Info = "info", Debug = "debug" }
}

macro_rules! settings {
    ($($(#[$meta:meta])* $section:ident: $struct:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $default:expr, $read:expr;)+
    })+) => {
        $($(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $struct { $($(#[$field_meta])* pub $field: $type),+ }

        impl Default for $struct {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        })+

        /// Everything that can be set.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Settings { $(pub $section: $struct),+ }

        /// Every section and the names in it.
        pub(super) const NAMES: &[(&str, &[&str])] = &[$((stringify!($section), &[$(stringify!($field)),+])),+];

        impl Settings {
            /// Reads the sections of a file; what it does not set keeps its default.
            pub(super) fn read<'a>(section: impl Fn(&'static str) -> Section<'a>) -> Result<Self, super::Error> {
                let mut settings = Self::default();
                $({
                    let section = section(stringify!($section));
                    $(section.read(stringify!($field), &mut settings.$section.$field, $read)?;)+
                })+
                Ok(settings)
            }

            /// Section, name and value as TOML, `None` when unset. Passwords are left out.
            pub fn entries(&self) -> Vec<(&'static str, &'static str, Option<String>)> {
                vec![$($((stringify!($section), stringify!($field), self.$section.$field.show())),+),+]
            }
        }
    };
}

impl Messages {
    /// By what messages for them leave, the first that reaches them.
    pub fn to(&self, whom: Recipient) -> &[Channel] {
        match whom {
            Recipient::Customer => &self.customers,
            Recipient::Admins => &self.admins,
            Recipient::Workshop => &self.workshops,
        }
    }

    /// Whether one of them in this state stays where it is, because nothing is sent to them.
    pub fn passes_over(&self, whom: Recipient, state: MessageState) -> bool {
        matches!(state, MessageState::Pending | MessageState::Failed) && self.to(whom).is_empty()
    }
}

impl Receipts {
    /// All who work on a server see what is in its database: a folder is used there only where one is named.
    pub fn in_the_database(&self, on_a_server: bool) -> bool {
        on_a_server && self.directory.is_none()
    }
}

settings! {
    /// Where the orders are.
    database: Database {
        url: Option<DatabaseUrl> = None, optional(database_url);
        url_file: Option<PathBuf> = None, optional(path);
    }
    /// Who works here.
    operator: Operator {
        login: Option<String> = None, optional(text);
        read_only: bool = false, yes_or_no;
    }
    /// Language and calendar.
    locale: Region {
        language: Locale = Locale::Es, choice(&Locale::ALL, Locale::as_str);
        time_zone: Tz = Tz::America__Caracas, time_zone;
    }
    /// Reviewing proofs (domain.md §2).
    review: Review {
        lease_minutes: u32 = 15, whole(1, 1440);
        target_minutes: u32 = 120, whole(1, 100_000);
        max_open: u32 = 5, whole(1, 100);
        max_attempts: u32 = 5, whole(1, 100);
        /// For so long a verdict can be taken back; never when 0.
        undo_seconds: u32 = 30, whole(0, 3600);
    }
    /// How long the amount of an order holds.
    quote: Quote {
        /// Until the end of the day when unset.
        hours: Option<u32> = None, optional(whole(1, 8760));
    }
    /// How much may be missing from a payment (domain.md §5).
    tolerance: Tolerance {
        floor_ves: Decimal = Decimal::ONE, amount;
        /// The database takes up to a tenth.
        basis_points: u32 = 50, whole(0, 1_000);
        cap_usd: Decimal = Decimal::from_parts(50, 0, 0, false, 2), amount;
    }
    /// Paying money back.
    refunds: Refunds {
        /// USD; a second administrator is needed above it.
        second_admin_above: Option<Decimal> = None, optional(amount);
    }
    /// Paying workshops and refunds as one batch.
    runs: Runs {
        /// USD; a second person agrees above it.
        second_person_above: Option<Decimal> = None, optional(amount);
    }
    /// Orders that nobody pays.
    expiry: Expiry {
        unpaid_after_hours: Option<u32> = None, optional(whole(1, 87_600));
    }
    /// Finding a workshop and waiting for its answer (domain.md §3).
    assignment: Assignment {
        answer_hours: u32 = 24, whole(1, 720);
        /// Hours after the notification; never when 0.
        remind_after_hours: u32 = 12, whole(0, 720);
        horizon_days: u32 = 30, whole(1, 366);
        /// Of the order's subtotal.
        ceiling_basis_points: u32 = 10_000, whole(1, 100_000);
        attempts: u32 = 3, whole(1, 20);
        complete_after_days: Option<u32> = None, optional(whole(1, 365));
    }
    /// Timed jobs inside an open program.
    jobs: Jobs {
        enabled: bool = true, yes_or_no;
        every_seconds: u32 = 30, whole(5, 3600);
    }
    /// The terminal and the command line over SSH.
    serve: Serve {
        listen: String = "127.0.0.1:2222".to_owned(), text;
        keep_alive_seconds: u32 = 15, whole(1, 300);
        /// A session ends that nothing was done in for so long, and that has lasted so long.
        idle_minutes: u32 = 30, whole(1, 1440);
        longest_hours: u32 = 12, whole(1, 168);
    }
    /// How the terminal looks.
    terminal: Terminal {
        theme: Theme = Theme::Auto, choice(Theme::ALL, Theme::as_str);
        color: Color = Color::Auto, choice(Color::ALL, Color::as_str);
        display: Display = Display::Auto, choice(Display::ALL, Display::as_str);
        pictures: Pictures = Pictures::Auto, choice(Pictures::ALL, Pictures::as_str);
        mouse: bool = true, yes_or_no;
        frame_ms: u32 = 16, whole(1, 1000);
        ssh_frame_ms: u32 = 50, whole(1, 1000);
    }
    /// The pictures of the proofs.
    receipts: Receipts {
        directory: Option<PathBuf> = None, optional(path);
        max_mb: u32 = 5, whole(1, 5);
    }
    /// What our banks show.
    bank: Bank {
        /// The shop's own profiles of statements.
        profiles: Option<PathBuf> = None, optional(path);
        /// The shop's own profiles of files for a bank's page.
        files: Option<PathBuf> = None, optional(path);
    }
    /// Messages: to whom they leave, and by what, the first that reaches them.
    messages: Messages {
        customers: Vec<Channel> = Vec::new(), outside;
        admins: Vec<Channel> = vec![Channel::Alert], list(Channel::ALL, Channel::setting);
        workshops: Vec<Channel> = vec![Channel::Alert], list(Channel::ALL, Channel::setting);
        /// Sent by an open program, one of them at a time.
        deliver: bool = true, yes_or_no;
        every_seconds: u32 = 5, whole(1, 3600);
        from: Option<String> = None, optional(text);
        reply_to: Option<String> = None, optional(text);
        /// The shop's own words.
        words: Option<PathBuf> = None, optional(path);
        tries: u32 = 8, whole(1, 50);
        lease_seconds: u32 = 60, whole(1, 3600);
        warn_after_minutes: u32 = 15, whole(1, 10_080);
        keep_days: Option<u32> = None, optional(whole(1, 3650));
    }
    /// The shop's mail server.
    smtp: Smtp {
        host: Option<String> = None, optional(text);
        port: u32 = 587, whole(1, 65_535);
        security: Security = Security::StartTls, choice(Security::ALL, Security::as_str);
        user: Option<String> = None, optional(text);
        password_file: Option<PathBuf> = None, optional(path);
        ca_file: Option<PathBuf> = None, optional(path);
        timeout_seconds: u32 = 30, whole(1, 600);
        connections: u32 = 2, whole(1, 16);
        per_minute: Option<u32> = None, optional(whole(1, 100_000));
    }
    /// A program of the shop's that hands messages on.
    gateway: Gateway {
        program: Option<PathBuf> = None, optional(path);
        arguments: Vec<String> = Vec::new(), words;
        timeout_seconds: u32 = 30, whole(1, 600);
        per_minute: Option<u32> = None, optional(whole(1, 100_000));
    }
    /// A file or a folder that messages are put in.
    spool: Spool {
        path: Option<PathBuf> = None, optional(path);
        form: SpoolForm = SpoolForm::JsonLines, choice(SpoolForm::ALL, SpoolForm::as_str);
    }
    /// The log file.
    log: Log {
        level: Level = Level::Info, choice(Level::ALL, Level::as_str);
        file: Option<PathBuf> = None, optional(path);
        max_mb: u32 = 10, whole(1, 1024);
    }
}
