//! People's stories over HTTP: the real router in this process, on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use tests::app;

mod answers;
mod areas_merged;
mod board;
mod brand;
mod browser;
mod bulk;
mod cache;
mod counter;
mod datasets;
mod days;
mod demand;
mod demo;
mod described;
mod desk;
mod digests;
mod doors;
mod entry;
mod files;
mod gathered;
mod health;
mod hostile;
mod identities;
mod join;
mod judge;
mod life;
mod limits;
mod matrix;
mod nasty;
mod open_data;
mod own_data;
mod own_links;
mod pages;
mod passwords;
mod people;
mod post;
mod previews;
mod provider;
mod quarantine;
mod races;
mod reading;
mod ready;
mod refusals;
mod replies;
mod reuses;
mod said;
mod site;
mod staff_door;
mod stats;
mod stuck;
mod time;
mod weight;
mod weights;
