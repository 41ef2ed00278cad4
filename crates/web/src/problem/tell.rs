//! The answer that tells a fault: its JSON or its page, and its headers.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use domain::{locale::Locale, policy::Denied, store::areas};

use super::{Fault, Problem, words};
use crate::{AppState, pages::error::ErrorPage};

impl Fault {
    /// The full answer, in `locale`. Headers that the bare one had already stay (`Allow` of a 405).
    pub async fn tell(self, app: &AppState, locale: Locale, is_api: bool, bare: Response) -> Response {
        let problem = self.problem(app, locale).await;
        let mut response = if is_api {
            let json = HeaderValue::from_static("application/problem+json");
            (self.status(), [(header::CONTENT_TYPE, json)], Json(&problem)).into_response()
        } else {
            let page = ErrorPage::of(&problem).html(app, locale);
            (
                self.status(),
                Html(page.unwrap_or_else(|_| problem.detail.clone())),
            )
                .into_response()
        };
        if is_api {
            response.headers_mut().insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/problem+json"),
            );
        }
        self.add_headers(response.headers_mut());
        for name in [header::ALLOW, header::LOCATION] {
            if let Some(value) = bare.headers().get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        response
    }

    fn add_headers(&self, headers: &mut HeaderMap) {
        match self {
            Self::Unauthenticated => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer realm=\"ventanilla\""),
                );
            }
            Self::BadToken => {
                let value = HeaderValue::from_static("Bearer realm=\"ventanilla\", error=\"invalid_token\"");
                headers.insert(header::WWW_AUTHENTICATE, value);
            }
            Self::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Self::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Self::Slow | Self::TooLarge => {
                // The rest of the body is not read, so the connection cannot go on.
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
    }

    async fn problem(&self, app: &AppState, locale: Locale) -> Problem {
        let status = self.status();
        let area = match self {
            Self::Denied(Denied::NotYourArea(Some(area))) => {
                areas::get(&app.db.read(), *area).await.unwrap_or(None)
            }
            _ => None,
        };
        let all = app.engine.words();
        let mut problem = Problem {
            kind: format!("urn:ventanilla:problem:{}", self.code()),
            title: words::title(all, locale, status),
            status: status.as_u16(),
            detail: self.detail(all, locale, area.as_ref().map(|area| area.name_in(locale))),
            code: self.code().to_owned(),
            errors: self.errors(all, locale),
            version: None,
            status_now: None,
            allowed: None,
            reference: None,
            reason: None,
        };
        match self {
            Self::Stale(version) => problem.version = Some(*version),
            Self::Refused(_, now, allowed) => {
                problem.status_now = Some(now.as_str());
                problem.allowed = Some(allowed.iter().map(|action| action.as_str()).collect());
            }
            Self::Hidden(reference, reason) => {
                problem.reference = Some(reference.to_string());
                problem.reason = Some(reason.as_str());
            }
            _ => {}
        }
        problem
    }
}
