//! The rules of a data request, the use cases that change it, and the store that remembers it.
//!
//! Pure rules: [`status`], [`standing`], [`deadline`], [`policy`], [`audience`], [`priority`], [`figures`], [`freshness`]. Use cases: [`ops`].
//! Storage: [`store`], the only place that knows SQL. No HTTP, no templates, no SMTP in here.

mod keys;

pub mod action;
pub mod action_link;
pub mod analyser;
pub mod attachment;
pub mod audience;
pub mod audit;
pub mod cadence;
pub mod called;
pub mod clock;
pub mod data_request;
pub mod dataset;
pub mod dataset_draft;
pub mod deadline;
pub mod doubt;
pub mod event;
pub mod evidence;
pub mod field;
pub mod figures;
pub mod freshness;
pub mod ids;
pub mod import;
pub mod incoming;
pub mod invitation_link;
pub mod kept_mail;
pub mod legal_check;
pub mod limits;
pub mod locale;
pub mod office_hours;
pub mod ops;
pub mod password;
pub mod period;
pub mod person;
pub mod person_link;
pub mod policy;
pub mod preview;
pub mod priority;
pub mod ready_answer;
pub mod reference;
pub mod return_token;
pub mod second_factor;
pub mod secret;
pub mod seed;
pub mod site;
pub mod standing;
pub mod status;
pub mod store;
pub mod timed_job;
