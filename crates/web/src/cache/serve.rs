//! The layer before a public page: leaves of its address what the page knows, and answers with what is kept. It passes by
//! for whoever is signed in or has just changed something.

use axum::{
    extract::{Request, State},
    http::{Method, Uri},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{clock::Clock, locale::Locale};

use super::{Cache, Kept, Key};
use crate::{form::Typed, fresh, jar::Jar, problem::Fault, query, visitor::Visitor};

/// The keys of the query that a page knows.
pub type Known = &'static [&'static str];

/// Answers with what is kept, or builds it: once, however many ask.
pub async fn serve(
    State((cache, clock, known)): State<(Cache, Clock, Known)>,
    mut request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    leave_known(request.uri_mut(), known);
    let Some(key) = key(&request) else {
        return next.run(request).await;
    };
    let locale = key.locale;
    let Some(slot) = cache.slot(clock, key) else {
        return next.run(request).await;
    };
    if let Some(Some(page)) = slot.page.get() {
        return page
            .answer(request.headers(), |bytes| slot.room.take(bytes))
            .await;
    }
    let asked = request.headers().clone();
    let (mut waiting, mut own) = (Some((request, next)), None);
    let building = async {
        let (request, next) = waiting.take()?;
        let built = Kept::of(next.run(bare(request, locale)).await).await;
        match built {
            Ok(page) if slot.room.take(page.weight()) => return Some(page),
            Ok(page) => own = Some(page.answer(&asked, |_| true).await),
            Err(response) => own = Some(response),
        }
        None
    };
    if let Some(page) = slot.page.get_or_init(|| building).await {
        return page.answer(&asked, |bytes| slot.room.take(bytes)).await;
    }
    match waiting {
        // Somebody else has found that this is not to be kept.
        Some((request, next)) => next.run(request).await,
        None => own.unwrap_or_else(|| Fault::Internal.into_response()),
    }
}

/// So that nobody splits what is kept, and nothing of an address is repeated on a page but what means something.
fn leave_known(uri: &mut Uri, known: Known) {
    let Some(given) = uri.query() else { return };
    let left = query::known(given, known);
    let path = uri.path();
    let address = if left.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{left}")
    };
    if let Ok(address) = address.parse() {
        *uri = address;
    }
}

/// What the page depends on; none for a reader who is not like all others.
fn key(request: &Request) -> Option<Key> {
    let visitor = request.extensions().get::<Visitor>()?;
    if !visitor.is_anonymous() || fresh::is_marked(request.headers()) {
        return None;
    }
    Some(Key {
        address: request.uri().path_and_query()?.as_str().to_owned(),
        locale: visitor.locale,
    })
}

/// The request without what is one reader's own: the page cannot depend on it. One with a form asks for the browser's
/// secret, finds none, and is found out.
fn bare(mut request: Request, locale: Locale) -> Request {
    *request.method_mut() = Method::GET;
    request.headers_mut().clear();
    let extensions = request.extensions_mut();
    extensions.remove::<Jar>();
    extensions.remove::<Typed>();
    extensions.insert(Visitor::anonymous(locale));
    request
}
