//! HTTP: addresses, who asks, JSON in and out. It translates; the domain decides and the store remembers.
//!
//! No SQL, no mail and no rule about requests in here. The whole URL map is in `routes`.

pub mod api;
mod assets;
mod at_provider;
mod attached;
pub mod brand;
mod cache;
mod client;
mod conditional;
mod cookie;
mod demo_doors;
mod feeds;
mod filled;
mod form;
mod fresh;
mod handle;
mod hashing;
mod identity;
mod input;
mod jar;
mod layers;
mod limits;
mod list_query;
mod mailbox;
mod missing;
mod open_data;
mod packed;
mod page;
mod pages;
mod presence;
mod problem;
mod query;
mod reference;
mod routes;
pub mod site;
mod sitemap;
mod state;
mod upload;
mod visitor;

pub use at_provider::AtProvider;
pub use brand::{Brand, BrandSettings};
pub use cache::Cache;
pub use client::{BadNetwork, Network};
pub use demo_doors::{DemoDoors, DemoPerson, DemoVisitor};
pub use limits::Limits;
pub use page::{PageError, check_pages, rendered_samples};
pub use problem::Problem;
pub use routes::{description, router};
pub use state::AppState;
