//! `ventanilla area`.

use clap::Subcommand;
use domain::person::Email;

/// `area`
#[derive(Debug, Subcommand)]
pub enum Area {
    /// Name the head of an area: an address that hears of long delays, and of nothing else
    Head {
        /// The area
        slug: String,
        /// The e-mail address; it needs no account
        #[arg(long, value_parser = super::email, required_unless_present = "none")]
        email: Option<Email>,
        /// Let nobody be told
        #[arg(long, conflicts_with = "email")]
        none: bool,
    },
}
