//! What a browser or a probe gets: one file per page, with its address, its struct and its samples. Words come from the
//! templates.

pub mod about;
pub mod accessibility;
pub mod admin;
pub mod answers;
pub mod areas;
pub mod confirm;
pub mod datasets;
pub mod demand;
pub mod desk;
pub mod embed;
pub mod error;
pub mod health;
pub mod home;
pub mod inventory;
pub mod invitations;
pub mod kept;
pub mod language;
pub mod mailbox;
pub mod me;
pub mod metrics;
pub mod places;
pub mod preferences;
pub mod privacy;
pub mod requests;
pub mod reuses;
pub mod second_factor;
pub mod sign_in;
pub mod stats;
pub mod themes;

use crate::page::Listed;

/// Every page there is. A template that is not here fails the check.
pub fn all() -> Vec<Listed> {
    vec![
        Listed::page::<about::About>(),
        Listed::page::<accessibility::Accessibility>(),
        Listed::page::<admin::areas::AdminAreas>(),
        Listed::page::<admin::audit::AuditLog>(),
        Listed::page::<admin::catalogue::AdminCatalogue>(),
        Listed::page::<admin::days::DaysOff>(),
        Listed::page::<admin::health::HealthPage>(),
        Listed::page::<admin::limits::AdminLimits>(),
        Listed::page::<admin::moderation::Moderation>(),
        Listed::page::<admin::outbox::Outbox>(),
        Listed::page::<admin::people::list::Staff>(),
        Listed::page::<admin::people::one::OneMember>(),
        Listed::page::<admin::priority::PriorityPage>(),
        Listed::page::<admin::quarantine::list::Quarantine>(),
        Listed::page::<admin::quarantine::show::KeptMailPage>(),
        Listed::page::<admin::site::AdminSite>(),
        Listed::page::<admin::themes::AdminThemes>(),
        Listed::page::<admin::tokens::Keys>(),
        Listed::page::<answers::AnswersBase>(),
        Listed::page::<areas::list::Areas>(),
        Listed::page::<areas::show::OneArea>(),
        Listed::page::<confirm::Confirm>(),
        Listed::page::<datasets::list::DatasetList>(),
        Listed::page::<datasets::show::OneDataset>(),
        Listed::page::<demand::Demand>(),
        Listed::page::<desk::bulk::Bulk>(),
        Listed::page::<desk::entry::new::NewEntry>(),
        Listed::page::<desk::entry::show::EntryPage>(),
        Listed::page::<desk::inventory::InventoryDesk>(),
        Listed::page::<desk::overview::Overview>(),
        Listed::page::<desk::ready::ReadyAnswers>(),
        Listed::page::<desk::queue::Queue>(),
        Listed::page::<desk::show::OnDesk>(),
        Listed::page::<embed::request::RequestEmbed>(),
        Listed::page::<embed::theme::ThemeEmbed>(),
        Listed::page::<error::ErrorPage>(),
        Listed::page::<home::Home>(),
        Listed::page::<inventory::list::Inventory>(),
        Listed::page::<inventory::show::InventoryEntry>(),
        Listed::page::<invitations::InvitationPage>(),
        Listed::page::<kept::Kept>(),
        Listed::page::<mailbox::list::Mailbox>(),
        Listed::page::<mailbox::show::OneMail>(),
        Listed::page::<me::Me>(),
        Listed::page::<me::erase::Erase>(),
        Listed::page::<me::password::PasswordPage>(),
        Listed::page::<me::searches::KeptSearches>(),
        Listed::page::<preferences::PreferencesPage>(),
        Listed::page::<privacy::Privacy>(),
        Listed::page::<requests::board::Board>(),
        Listed::page::<requests::comments::CommentPage>(),
        Listed::page::<requests::done::DonePage>(),
        Listed::page::<requests::edit::EditPage>(),
        Listed::page::<requests::filed::Filed>(),
        Listed::page::<requests::files::FilesPage>(),
        Listed::page::<requests::follow::FollowPage>(),
        Listed::page::<requests::list::Requests>(),
        Listed::page::<requests::new::New>(),
        Listed::page::<requests::reopen::Reopen>(),
        Listed::page::<requests::reply::Reply>(),
        Listed::page::<requests::report::ReportPage>(),
        Listed::page::<requests::said::Said>(),
        Listed::page::<requests::show::OneRequest>(),
        Listed::page::<requests::similar::SimilarPage>(),
        Listed::page::<reuses::list::ReuseList>(),
        Listed::page::<reuses::new::TellReuse>(),
        Listed::page::<second_factor::SecondFactorPage>(),
        Listed::page::<second_factor::recovery_codes::RecoveryCodesPage>(),
        Listed::page::<requests::support::SupportPage>(),
        Listed::page::<requests::verdict::VerdictPage>(),
        Listed::page::<requests::withdraw::Withdraw>(),
        Listed::page::<sign_in::SignIn>(),
        Listed::page::<sign_in::password::SignInPassword>(),
        Listed::page::<stats::Stats>(),
        Listed::page::<themes::OneTheme>(),
    ]
}
