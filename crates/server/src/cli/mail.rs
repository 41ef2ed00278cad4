//! The command line of `mail`.

use clap::Subcommand;
use domain::{ids::IncomingId, person::Email, reference::Reference};

use super::email;

/// `mail`
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Take one mail from standard input; ends with 75 where the mail server should bring it again
    Receive {
        /// The address it was sent to, as in its envelope [default: what its headers say]
        #[arg(long, value_name = "ADDR")]
        recipient: Option<String>,
    },
    /// The mails that nobody could take in
    #[command(subcommand)]
    Quarantine(Quarantine),
}

/// `mail quarantine`
#[derive(Debug, Subcommand)]
pub enum Quarantine {
    /// List what is kept, and why
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what a mail says
    Show {
        /// Its number
        #[arg(value_parser = incoming_id)]
        id: IncomingId,
        /// Its bytes, as they came, for a mail program
        #[arg(long)]
        raw: bool,
    },
    /// Deliver a mail after all: whoever does this answers for whom it is from
    Redeliver {
        /// Its number
        #[arg(value_parser = incoming_id)]
        id: IncomingId,
        /// Whose it is, where its token does not say so
        #[arg(long, value_name = "EMAIL", value_parser = email, requires = "request")]
        from: Option<Email>,
        /// What it is about
        #[arg(long, value_name = "REFERENCE", requires = "from")]
        request: Option<Reference>,
    },
    /// Throw a mail away
    Drop {
        /// Its number
        #[arg(value_parser = incoming_id)]
        id: IncomingId,
    },
}

fn incoming_id(text: &str) -> Result<IncomingId, std::num::ParseIntError> {
    text.parse().map(IncomingId)
}
