//! The answer that tells a fault: its JSON or its page, and its headers. Whatever somebody typed into a form of ours comes
//! back with it, or waits for them while they sign in.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    attachment::FileRefusal,
    locale::Locale,
    policy::Denied,
    secret,
    store::{
        Tx, WriteError, areas,
        kept_forms::{self, KeptForm},
        sessions,
    },
};
use url::form_urlencoded;

use super::{Fault, Problem, words};
use crate::{
    AppState,
    form::TypedForm,
    jar::Jar,
    page::{self, Here},
    pages::error::ErrorPage,
    visitor::Visitor,
};

/// A request for a page that has no ordinary answer.
pub struct Asked<'a> {
    /// The application.
    pub app: &'a AppState,
    /// Who asked.
    pub visitor: &'a Visitor,
    /// What their browser keeps.
    pub jar: &'a Jar,
    /// For what.
    pub here: &'a Here,
    /// What they typed.
    pub typed: Option<&'a TypedForm>,
    /// It was to change something.
    pub is_post: bool,
}

impl Asked<'_> {
    /// The page that says what happened; the way to sign in where that is what is missing.
    pub async fn tell(&self, fault: Fault, bare: Response) -> Response {
        if matches!(fault, Fault::Unauthenticated) {
            match self.way_in().await {
                Ok(path) => return page::see_other(self.app, &path),
                Err(fault) => return self.page(&fault, bare).await,
            }
        }
        self.page(&fault, bare).await
    }

    async fn page(&self, fault: &Fault, bare: Response) -> Response {
        let problem = fault.problem(self.app, self.visitor.locale).await;
        let page = ErrorPage::of(&problem, self.typed.filter(|_| self.is_post), fault.may_pass());
        let home = Here::home();
        let page = (fault.status(), &page);
        // Only a page with a form gives a browser something to keep.
        let shown = if page.1.again.is_some() {
            page::form(self.app, self.visitor, self.jar, &home, page)
        } else {
            page::private(self.app, self.visitor, &home, page)
        };
        let mut response = shown.unwrap_or_else(|_| (fault.status(), problem.detail.clone()).into_response());
        fault.finish(&mut response, &bare);
        response
    }

    /// Where to sign in, and to come back to: the page that was asked for, or the form that was sent.
    async fn way_in(&self) -> Result<String, Fault> {
        let next = match self.typed {
            Some(typed) => format!("/kept/{}", self.keep(typed).await?),
            None => self.here.address(),
        };
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", &next)
            .finish();
        let step = if self.visitor.half.is_some() {
            "/sign-in/second-factor"
        } else {
            "/sign-in"
        };
        Ok(format!("{step}?{query}"))
    }

    /// Keeps what was typed; gives the name it is found under. Whose session has just ended gets it back alone.
    async fn keep(&self, typed: &TypedForm) -> Result<String, Fault> {
        let name = secret::random_token().map_err(|_| Fault::Internal)?;
        let person = match (self.visitor.half, self.jar.known()) {
            (Some(person), _) => Some(person),
            (None, Some(browser)) => sessions::whose(&self.app.db.read(), &secret::hash(&browser)).await?,
            (None, None) => None,
        };
        let form = KeptForm {
            person,
            path: typed.path.clone(),
            fields: typed.fields.clone(),
        };
        let (kept, now) = (name.clone(), self.app.clock.now());
        let keep = async move |tx: &Tx| Ok::<_, WriteError>(kept_forms::keep(tx, &kept, &form, now).await?);
        self.app.db.write(keep).await?;
        Ok(name)
    }
}

impl Fault {
    /// The full answer of the API, in `locale`. Headers that the bare one had already stay (`Allow` of a 405).
    pub async fn tell(self, app: &AppState, locale: Locale, bare: Response) -> Response {
        let problem = self.problem(app, locale).await;
        let json = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status(), Json(&problem)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        self.add_headers(response.headers_mut());
        self.finish(&mut response, &bare);
        response
    }

    /// Whether the same form may get through when it is sent again.
    fn may_pass(&self) -> bool {
        matches!(
            self.status(),
            StatusCode::SERVICE_UNAVAILABLE
                | StatusCode::INTERNAL_SERVER_ERROR
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::REQUEST_TIMEOUT
        ) || matches!(self, Self::Forged)
    }

    fn finish(&self, response: &mut Response, bare: &Response) {
        match self {
            Self::TooMany(seconds) => {
                let seconds = HeaderValue::from(*seconds);
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Self::Unavailable => {
                let seconds = HeaderValue::from_static("5");
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Self::File(FileRefusal::PersonQuota) => {
                let seconds = HeaderValue::from_static("86400");
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Self::Slow | Self::TooLarge | Self::File(FileRefusal::TooLarge) => {
                // The rest of the body is not read, so the connection cannot go on.
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(header::CONNECTION, close);
            }
            _ => {}
        }
        for name in [header::ALLOW, header::LOCATION] {
            if let Some(value) = bare.headers().get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
    }

    fn add_headers(&self, headers: &mut HeaderMap) {
        let realm = match self {
            Self::Unauthenticated => "Bearer realm=\"ventanilla\"",
            Self::BadToken => "Bearer realm=\"ventanilla\", error=\"invalid_token\"",
            _ => return,
        };
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(realm));
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
