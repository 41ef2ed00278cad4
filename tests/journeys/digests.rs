//! Who hears of what, at once or in a digest, and who does not: the table of PRODUCT §3, and what people choose.

mod choices;
mod outage;
mod place;
mod reminders;
mod searches;
mod stories;
mod table;
mod week;
