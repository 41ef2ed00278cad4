//! The refusals that operations document, in groups.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

const OFTEN: [(&str, &str); 6] = [
    ("401", "The token is missing, unknown, expired or revoked"),
    ("408", "The body came too slowly"),
    ("421", "This is not the host that was asked for"),
    ("429", "Too many requests in a row; see Retry-After"),
    ("500", "Our fault"),
    ("503", "Busy, or going down"),
];
const REFERENCE: [(&str, &str); 2] = [
    ("308", "The canonical address is in Location"),
    ("404", "No such request for this caller; a hidden one says why"),
];
const WRITE: [(&str, &str); 4] = [
    ("403", "Not this person, or a token that may only read"),
    ("413", "More than 1 MiB"),
    ("415", "Not JSON"),
    ("422", "Not readable, or fields missing or wrong"),
];

macro_rules! answers {
    ($($(#[$meta:meta])* $name:ident = [$($group:expr),*];)+) => {$(
        $(#[$meta])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                let groups: &[&[(&str, &str)]] = &[&OFTEN, $(&$group),*];
                groups.iter().flat_map(|group| group.iter()).map(|(status, about)| response(status, about)).collect()
            }
        }
    )+};
}

answers! {
    /// Of a read that cannot be refused otherwise.
    Reading = [];
    /// Of a list with filters.
    Listing = [[("422", "A query value is not readable")]];
    /// Of one request.
    ReadingOne = [REFERENCE];
    /// Of a list that belongs to one request.
    ListingOf = [REFERENCE, [("422", "A query value is not readable")]];
    /// Of filing.
    Filing = [WRITE];
    /// Of an action on a request.
    Acting = [REFERENCE, WRITE, [
        ("409", "Not from this status, or too late; says what is possible now"),
        ("412", "Somebody was first; says the version there is now"),
        ("428", "If-Match is missing")
    ]];
    /// Of what hangs on a request: comments, support.
    Hanging = [REFERENCE, WRITE, [("409", "Not on this request, or not any more")]];
    /// Of adding a file.
    Attaching = [REFERENCE, [
        ("403", "Not this person, or a token that may only read"),
        ("409", "It is closed, or has five files already"),
        ("413", "The file has more than 10 MB"),
        ("415", "Not multipart/form-data, or a file of a type that is not taken"),
        ("422", "No field `file`, or an empty one"),
        ("507", "There is no room for more files")
    ]];
    /// Of taking away what hangs on a request.
    Removing = [REFERENCE, [("403", "A token that may only read")]];
}

fn response(status: &str, about: &str) -> (String, RefOr<Response>) {
    let response = ResponseBuilder::new().description(about);
    let response = if status == "308" {
        response
    } else {
        let schema = Ref::from_schema_name("Problem");
        response.content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(schema)).build(),
        )
    };
    (status.to_owned(), RefOr::T(response.build()))
}
