//! What anyone may take away as a whole: tables about the requests (CSV, RFC 4180), and what their columns mean (Data Package
//! with Table Schema). The same filters as the lists; what a visitor may not see on a page is in none of them.

pub mod catalogue;
pub mod demand;
pub mod events;
pub mod inventory;
pub mod package;
pub mod requests;
pub mod reuses;
pub(crate) mod table;
