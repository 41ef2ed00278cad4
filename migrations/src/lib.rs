//! The schema, step by step, the same on SQLite and PostgreSQL.
//!
//! Each step is one transaction, can be undone, and uses its own names: it imports no entity, so that a later change of the
//! code cannot change an old step.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m20261123_000001_people;
mod m20261123_000002_requests;
mod m20261123_000003_mail;
mod m20261123_000004_search;
mod m20261126_000005_forms;
mod m20261127_000006_desk;
mod m20261127_000007_told;
mod m20261127_000008_incoming;
mod m20261127_000009_digests;
mod m20261127_000010_figures;
mod m20261127_000011_reminders;
mod m20261127_000012_ended;
mod m20261127_000013_files;
mod m20261127_000014_stats;
mod m20261127_000015_said;
mod m20261127_000016_reuses;
mod m20261127_000017_searches;
mod m20261128_000018_lists;
mod m20261128_000019_ready_answers;
mod m20261128_000020_desk_views;
mod m20261128_000021_sign_in;
mod m20261128_000022_bulk_entry;
mod m20261128_000023_weights;
mod m20261128_000024_away;
mod m20261128_000025_areas_merged;
mod m20261128_000026_legal_checks;
mod m20261128_000027_job_runs;
mod m20261128_000028_catalogue;
mod m20261128_000031_dataset_drafts;
mod m20261128_000032_watched_datasets;
pub mod run;
mod sql;

/// All steps, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_people::Migration),
            Box::new(m20261123_000002_requests::Migration),
            Box::new(m20261123_000003_mail::Migration),
            Box::new(m20261123_000004_search::Migration),
            Box::new(m20261126_000005_forms::Migration),
            Box::new(m20261127_000006_desk::Migration),
            Box::new(m20261127_000007_told::Migration),
            Box::new(m20261127_000008_incoming::Migration),
            Box::new(m20261127_000009_digests::Migration),
            Box::new(m20261127_000010_figures::Migration),
            Box::new(m20261127_000011_reminders::Migration),
            Box::new(m20261127_000012_ended::Migration),
            Box::new(m20261127_000013_files::Migration),
            Box::new(m20261127_000014_stats::Migration),
            Box::new(m20261127_000015_said::Migration),
            Box::new(m20261127_000016_reuses::Migration),
            Box::new(m20261127_000017_searches::Migration),
            Box::new(m20261128_000018_lists::Migration),
            Box::new(m20261128_000019_ready_answers::Migration),
            Box::new(m20261128_000020_desk_views::Migration),
            Box::new(m20261128_000021_sign_in::Migration),
            Box::new(m20261128_000022_bulk_entry::Migration),
            Box::new(m20261128_000023_weights::Migration),
            Box::new(m20261128_000024_away::Migration),
            Box::new(m20261128_000025_areas_merged::Migration),
            Box::new(m20261128_000026_legal_checks::Migration),
            Box::new(m20261128_000027_job_runs::Migration),
            Box::new(m20261128_000028_catalogue::Migration),
            Box::new(m20261128_000031_dataset_drafts::Migration),
            Box::new(m20261128_000032_watched_datasets::Migration),
        ]
    }
}
