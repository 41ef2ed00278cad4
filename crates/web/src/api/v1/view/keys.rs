//! The closed sets of words in what the API shows, for its description only: from the domain, so that none is forgotten.

use std::borrow::Cow;

use domain::{
    deadline, event, freshness, legal_check, person,
    status::{self},
    store,
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

macro_rules! described {
    ($($name:ident of $of:path, $about:literal;)+) => {$(
        #[doc = $about]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let keys: Vec<&str> = <$of>::ALL.iter().map(|key| key.as_str()).collect();
                let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(keys)).description(Some($about));
                RefOr::T(Schema::Object(object.build()))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

described! {
    StatusKey of status::Status, "Where a request stands.";
    CategoryKey of status::Category, "Statuses grouped as people ask for them.";
    OutcomeKey of status::Outcome, "How a request ended.";
    GroundKey of status::Ground, "The law that keeps data from being published.";
    FreshnessKey of store::datasets::Look, "How fresh a dataset is.";
    SignalKey of freshness::Signal, "What tells when a dataset changed.";
    LegalCheckKey of legal_check::LegalCheck, "What a look at the law found.";
    KindKey of status::Kind, "What is asked for.";
    OriginKey of status::Origin, "The door a request came in by.";
    HideReasonKey of status::HideReason, "Why a request is hidden.";
    VerdictKey of status::Verdict, "What the requester says of the answer.";
    ActionKey of status::ActionKind, "What changes a request.";
    EventKey of event::EventKind, "What happened.";
    RoleKey of event::ActorRole, "In what capacity somebody acted.";
    SectorKey of person::Sector, "What kind of data user somebody is.";
    ClockKey of deadline::ClockState, "What the clock says.";
    PromiseKey of deadline::PromiseState, "What a promise says.";
}
