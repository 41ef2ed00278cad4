//! The command line. Only its shape: what each command does is in [`crate::commands`].

use std::{net::SocketAddr, path::PathBuf};

use clap::{
    Args, Parser, Subcommand, ValueEnum, builder::PossibleValuesParser, builder::TypedValueParser as _,
};
use domain::{
    ids::OutboxId,
    person::{Email, Role},
};

use crate::telemetry::Detail;

mod area;
mod mail;

pub use area::Area;
pub use mail::{Mail, Quarantine};

/// Ventanilla: data requests and their answers, in public, until the person who asked says that it serves.
#[derive(Debug, Parser)]
#[command(name = "ventanilla", version, max_term_width = 100)]
pub struct Cli {
    /// The configuration file [default: ventanilla.toml in the working folder, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Say more about what is being done, on standard error
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// How much is said on standard error.
    pub fn detail(&self) -> Detail {
        match self.command {
            _ if self.verbose => Detail::Everything,
            Command::Demo(_) => Detail::Trouble,
            _ => Detail::Events,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A throw-away instance on this machine, with a city in it to try things with
    Demo(Demo),
    /// Answer HTTP and send mail; migrates the database first
    Serve(Serve),
    /// Send mail and do timed work only
    Worker(Worker),
    /// Bring the database to this version's schema, and plant what an empty installation begins with
    Migrate(Migrate),
    /// Look at the installation, and say what would help
    Check(Check),
    /// People: make, list, disable, let in
    #[command(subcommand)]
    Person(Person),
    /// Areas: who is told when their requests go on too long
    #[command(subcommand)]
    Area(Area),
    /// Tokens for the API
    #[command(subcommand)]
    Token(Token),
    /// Bring in records from elsewhere
    #[command(subcommand)]
    Import(Import),
    /// The catalogue of the open-data portal
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// The mail on its way
    #[command(subcommand)]
    Outbox(Outbox),
    /// Mail that comes in
    #[command(subcommand)]
    Mail(Mail),
    /// Write everything into one file, while the service runs
    Backup {
        /// The file to write; an older backup of that name is replaced
        file: PathBuf,
    },
    /// Fill an empty installation from a backup
    Restore {
        /// The backup
        file: PathBuf,
    },
}

/// `demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to listen, on this machine [default: 127.0.0.1:8080, or a free port if that is taken]
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
}

/// `serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen, such as 127.0.0.1:8080
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
    /// Do not send mail: a `ventanilla worker` does
    #[arg(long)]
    pub no_worker: bool,
    /// Do not migrate; refuse to start if migrations pend
    #[arg(long)]
    pub no_migrate: bool,
}

/// `catalogue`
#[derive(Debug, Subcommand)]
pub enum Catalogue {
    /// Read it now: what is new since the last time, or since it was stopped
    Sync {
        /// Where from: a portal, a data.json, or a folder of CKAN descriptions [default: `catalogue_url`]
        #[arg(long, value_name = "URL|DIR")]
        from: Option<String>,
        /// Tell what came of it as JSON
        #[arg(long)]
        json: bool,
    },
}

/// `worker`
#[derive(Debug, Args)]
pub struct Worker {
    /// Do all that is due, and end
    #[arg(long)]
    pub once: bool,
}

/// `migrate`
#[derive(Debug, Args)]
pub struct Migrate {
    /// Only say what is applied and what pends
    #[command(subcommand)]
    pub status: Option<MigrateStatus>,
}

/// `migrate status`
#[derive(Debug, Subcommand)]
pub enum MigrateStatus {
    /// Say what is applied and what pends; ends with 1 if any pend
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// What to check [default: everything]
    pub part: Option<CheckPart>,
    /// Ask this name server, such as 192.0.2.53:53, and not those of the system
    #[arg(long, value_name = "ADDR")]
    pub dns: Option<SocketAddr>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckPart {
    /// The settings
    Config,
    /// The database and its own settings
    Database,
    /// The way out for mail, without sending any, and what the DNS says of its domains
    Mail,
    /// Every mail and page from its samples
    Templates,
}

/// `person`
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Make a person; the address counts as confirmed
    Create {
        /// The e-mail address
        #[arg(long, value_parser = email)]
        email: Email,
        /// The name
        #[arg(long)]
        name: String,
        /// What this person may do
        #[arg(long, value_parser = role())]
        role: Role,
        /// An area this person answers for; may be repeated
        #[arg(long, value_name = "SLUG")]
        area: Vec<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the staff
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// End a person's access; a liaison's open requests go to the area
    Disable {
        /// The e-mail address
        #[arg(value_parser = email)]
        email: Email,
    },
    /// Forget the authenticator app of somebody who lost it; they enrol another at their next sign-in
    ForgetSecondFactor {
        /// The e-mail address
        #[arg(value_parser = email)]
        email: Email,
    },
    /// Print a link that signs this person in once, within 10 minutes
    SignInLink {
        /// The e-mail address
        #[arg(value_parser = email)]
        email: Email,
    },
}

/// `token`
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token and print it, once
    Create {
        /// Whose token it is
        #[arg(long, value_parser = email)]
        email: Email,
        /// What it may do: see what its person sees, or also act as that person
        #[arg(long)]
        scope: Scope,
        /// What it is for
        #[arg(long, default_value = "command line")]
        name: String,
        /// How long it lives
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=365))]
        days: u16,
    },
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// See what its person may see
    Read,
    /// Also act as that person
    Write,
}

/// `import`
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Requests from a CSV file; repeating it skips what is there
    Requests {
        /// The CSV file
        file: PathBuf,
        /// How its columns are read, see docs/import.md
        #[arg(long, value_name = "FILE")]
        map: PathBuf,
        /// Read and check everything, store nothing
        #[arg(long)]
        dry_run: bool,
        /// Let the clock run for those without an end
        #[arg(long)]
        open: bool,
        /// The report as JSON lines
        #[arg(long)]
        json: bool,
    },
    /// Non-working days from a CSV file with the columns `date` and `name` or `name_es`
    Holidays {
        /// The CSV file
        file: PathBuf,
        /// The report as JSON lines
        #[arg(long)]
        json: bool,
    },
}

/// `outbox`
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// List the mails that are on their way or stuck
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Try a mail again now
    Retry {
        /// Its number
        #[arg(value_parser = outbox_id)]
        id: OutboxId,
    },
    /// Give a mail up
    Skip {
        /// Its number
        #[arg(value_parser = outbox_id)]
        id: OutboxId,
    },
}

fn email(text: &str) -> Result<Email, &'static str> {
    Email::parse(text).ok_or("not an e-mail address")
}

fn outbox_id(text: &str) -> Result<OutboxId, std::num::ParseIntError> {
    text.parse().map(OutboxId)
}

fn role() -> impl clap::builder::TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.as_str()))
        .try_map(|key| Role::parse(&key).ok_or("not a role"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
