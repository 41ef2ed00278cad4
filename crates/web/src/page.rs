//! What every page is: a struct, a template, and samples of every arm. A page that cannot be rendered from its samples does
//! not ship: [`check_pages`] renders all of them in every language.

use std::{any::type_name, collections::BTreeSet};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use domain::{locale::Locale, policy::administer, secret};
use render::{Args, Engine, RenderError, files};
use serde::Serialize;
use url::form_urlencoded;

use crate::{
    AppState, assets,
    brand::{Brand, Look},
    conditional,
    jar::Jar,
    pages,
    problem::Fault,
    visitor::Visitor,
};

/// A page: what its template is filled with.
pub trait Page: Serialize + Sized {
    /// Its template, below `templates`.
    const TEMPLATE: &'static str;
    /// The part of the site it belongs to, marked in the navigation: `requests`, `areas`, `stats`, `about`, or nothing.
    const SECTION: &'static str = "";
    /// The keys of the query that it knows. All others are nothing to a public page: it never sees them.
    const QUERY: &'static [&'static str] = &[];

    /// One of each kind: every branch of the template is taken by one of them.
    fn samples() -> Vec<Self>;

    /// Whose site it is on this page, where that is not yet so on the others.
    fn brand(&self) -> Option<&Brand> {
        None
    }
}

/// Where the reader is: path and query, without the language.
#[derive(Debug, Clone)]
pub struct Here {
    path: String,
    query: String,
}

/// What every page needs around it.
#[derive(Debug, Serialize)]
struct Site {
    /// The path prefix, without a final slash: every address of ours begins with it.
    root: String,
    section: &'static str,
    /// The name of the site.
    name: String,
    /// What the installation says of itself, where it says anything.
    brand: Look,
    /// Whether nothing here is real.
    demo: bool,
    css: String,
    js: String,
    icon: String,
    fonts: Vec<String>,
    languages: Vec<Language>,
    /// Now, for ages.
    now: String,
    /// Who is signed in.
    person: Option<Person>,
    /// What proves that a form is ours; where there is somebody signed in, or a form.
    csrf: Option<String>,
    /// What makes a repeat of a form of this page harmless.
    key: Option<String>,
}

/// Whoever is signed in.
#[derive(Debug, Serialize)]
struct Person {
    /// Their name; empty when they gave none.
    name: String,
    /// They have a desk.
    staff: bool,
    /// They run the installation.
    admin: bool,
}

#[derive(Debug, Serialize)]
struct Language {
    tag: &'static str,
    current: bool,
    /// This page in that language: for readers, and for machines.
    path: String,
    url: String,
}

#[derive(Serialize)]
struct Framed<'a, P> {
    site: Site,
    #[serde(flatten)]
    page: &'a P,
}

/// A page that does not ship.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// It cannot be rendered from a sample.
    #[error("sample {sample} of {page}: {source}")]
    Sample {
        /// The page's struct.
        page: &'static str,
        /// Which of its samples.
        sample: usize,
        /// Why.
        #[source]
        source: RenderError,
    },
    /// Templates without a page, or pages without a template.
    #[error("templates and pages differ: {0}")]
    Unlisted(String),
}

/// Renders every sample of a page in every language, and hands out what was written.
type Samples = fn(&Engine, &mut dyn FnMut(Locale, &str)) -> Result<(), PageError>;

/// A page of the list in [`pages::all`], without its type.
pub struct Listed {
    template: &'static str,
    samples: Samples,
}

impl Listed {
    /// A page, to be checked with the others.
    pub fn page<P: Page>() -> Self {
        Self {
            template: P::TEMPLATE,
            samples: samples::<P>,
        }
    }
}

/// Renders every sample of every page in every language, and holds the list against the folder.
pub fn check_pages(engine: &Engine) -> Result<(), PageError> {
    rendered_samples(engine, |_, _, _| ())
}

/// The same, and hands out what was written: template, language, HTML.
pub fn rendered_samples(
    engine: &Engine,
    mut each: impl FnMut(&'static str, Locale, &str),
) -> Result<(), PageError> {
    let pages = pages::all();
    let listed: BTreeSet<String> = pages.iter().map(|page| page.template.to_owned()).collect();
    let there: BTreeSet<String> = files::list("pages/").into_iter().collect();
    let odd: Vec<&String> = listed.symmetric_difference(&there).collect();
    if !odd.is_empty() {
        return Err(PageError::Unlisted(format!("{odd:?}")));
    }
    for page in pages {
        (page.samples)(engine, &mut |locale, html| each(page.template, locale, html))?;
    }
    Ok(())
}

/// The page, unless the reader has it as it is. Whoever is signed in gets one of their own, which nobody keeps.
pub fn show_unless_known<P: Page>(
    app: &AppState,
    visitor: &Visitor,
    here: &Here,
    headers: &HeaderMap,
    page: &P,
) -> Result<Response, Fault> {
    if visitor.csrf.is_some() {
        return private(app, visitor, here, (StatusCode::OK, page));
    }
    let html = html(app, visitor, here, Forms::default(), page)?;
    let tag = conditional::tag_of(&html);
    let mut response = if conditional::is_known(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Html(html).into_response()
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::ETAG, &format!("W/{tag}"));
    set(header::CACHE_CONTROL, "public, no-cache");
    Ok(response)
}

/// A page with a form in it: made for this browser alone.
pub fn form<P: Page>(
    app: &AppState,
    visitor: &Visitor,
    jar: &Jar,
    here: &Here,
    (status, page): (StatusCode, &P),
) -> Result<Response, Fault> {
    let forms = Forms {
        csrf: Some(jar.csrf(app)?),
        key: Some(secret::random_token().map_err(|_| Fault::Internal)?),
    };
    Ok(answer(status, html(app, visitor, here, forms, page)?))
}

/// A page for this reader alone, without a form.
pub fn private<P: Page>(
    app: &AppState,
    visitor: &Visitor,
    here: &Here,
    (status, page): (StatusCode, &P),
) -> Result<Response, Fault> {
    Ok(answer(status, html(app, visitor, here, Forms::default(), page)?))
}

/// 303: the page to look at now, a path of ours.
pub fn see_other(app: &AppState, path: &str) -> Response {
    let root = app.base.path().trim_end_matches('/');
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(to) = HeaderValue::from_str(&format!("{root}{path}")) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    keep_from_others(&mut response);
    response
}

fn answer(status: StatusCode, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    keep_from_others(&mut response);
    response
}

fn keep_from_others(response: &mut Response) {
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
}

/// What the forms of a page need.
#[derive(Debug, Default)]
struct Forms {
    csrf: Option<String>,
    key: Option<String>,
}

/// The page as text.
fn html<P: Page>(
    app: &AppState,
    visitor: &Visitor,
    here: &Here,
    forms: Forms,
    page: &P,
) -> Result<String, Fault> {
    let shown = app.shown();
    let brand = page.brand().unwrap_or(&shown);
    let site = Site::new(app, visitor, here, forms, (P::SECTION, brand));
    app.engine
        .render(P::TEMPLATE, visitor.locale, &Framed { site, page })
        .map_err(|error| {
            tracing::error!(%error, "a page could not be put together");
            Fault::Internal
        })
}

impl Here {
    /// From the address of a request.
    pub fn of(uri: &axum::http::Uri) -> Self {
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.filter(|(name, _)| name != "lang"));
        Self {
            path: uri.path().to_owned(),
            query: query.finish(),
        }
    }

    /// The path and query, as they were asked for.
    pub fn address(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The home page: for what has no address of its own.
    pub fn home() -> Self {
        Self {
            path: "/".to_owned(),
            query: String::new(),
        }
    }

    fn in_language(&self, tag: &str) -> String {
        let separator = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={tag}", self.path, self.query)
    }
}

impl<S: Sync> FromRequestParts<S> for Here {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Ok(Self::of(&parts.uri))
    }
}

impl Site {
    fn new(
        app: &AppState,
        visitor: &Visitor,
        here: &Here,
        forms: Forms,
        (section, brand): (&'static str, &Brand),
    ) -> Self {
        let locale = visitor.locale;
        let root = app.base.path().trim_end_matches('/').to_owned();
        let links = app.links();
        let languages = Locale::ALL.iter().map(|each| {
            let path = here.in_language(each.as_str());
            Language {
                tag: each.as_str(),
                current: *each == locale,
                url: links.to(&path),
                path: format!("{root}{path}"),
            }
        });
        Self {
            languages: languages.collect(),
            now: app.clock.now().to_string(),
            section,
            person: visitor.name.as_ref().map(|name| Person {
                name: name.clone(),
                staff: visitor.actor.is_staff(),
                admin: administer(&visitor.actor).is_ok(),
            }),
            csrf: forms.csrf.or_else(|| visitor.csrf.clone()),
            key: forms.key,
            demo: app.demo().is_some(),
            ..Self::around(root, &app.engine, brand, locale)
        }
    }

    fn around(root: String, engine: &Engine, brand: &Brand, locale: Locale) -> Self {
        let asset = |name| format!("{root}{}", assets::address(name));
        let ours = || engine.words().text(locale, "site-name", &Args::new());
        Self {
            section: "",
            name: brand.name().map_or_else(ours, str::to_owned),
            brand: brand.look(&root, locale),
            demo: false,
            css: asset("app.css"),
            js: asset("app.js"),
            icon: asset("icon.svg"),
            fonts: ["open-sans.woff2", "nunito-700.woff2"].map(asset).to_vec(),
            languages: Vec::new(),
            now: String::new(),
            person: None,
            csrf: None,
            key: None,
            root,
        }
    }

    /// As it comes, and with everything that an installation can set.
    fn sample(
        engine: &Engine,
        locale: Locale,
        section: &'static str,
        person: Option<Person>,
        full: bool,
    ) -> Self {
        let brand = if full { Brand::sample() } else { Brand::default() };
        let languages = Locale::ALL.iter().map(|each| Language {
            tag: each.as_str(),
            current: *each == locale,
            path: format!("/?lang={each}"),
            url: format!("https://example.org/?lang={each}"),
        });
        Self {
            languages: languages.collect(),
            now: "2026-12-01T14:00:00Z".into(),
            section,
            person,
            csrf: Some("proof".into()),
            key: Some("key".into()),
            demo: full,
            ..Self::around(String::new(), engine, &brand, locale)
        }
    }
}

fn samples<P: Page>(engine: &Engine, each: &mut dyn FnMut(Locale, &str)) -> Result<(), PageError> {
    for locale in Locale::ALL {
        let samples = P::samples();
        let framed = samples
            .iter()
            .enumerate()
            .flat_map(|page| [(page, false), (page, true)]);
        for ((sample, page), full) in framed {
            // By turns: nobody, a data user, staff.
            let person = (sample % 3 > 0).then(|| Person {
                name: ["", "Ana Perez"][sample % 2].to_owned(),
                staff: sample % 3 == 2,
                admin: sample % 3 == 2,
            });
            let site = Site::sample(engine, *locale, P::SECTION, person, full);
            let html = engine.render(P::TEMPLATE, *locale, &Framed { site, page });
            let html = html.map_err(|source| PageError::Sample {
                page: type_name::<P>(),
                sample,
                source,
            })?;
            each(*locale, &html);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use render::Engine;

    use super::{Here, rendered_samples};

    /// The attribute's values, in their order.
    fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
        let mark = format!(" {attribute}=\"");
        let starts = html.match_indices(&mark).map(|(at, _)| at + mark.len());
        starts.map(|at| html[at..].split('"').next().unwrap()).collect()
    }

    #[test]
    fn every_sample_of_every_page_is_sound() {
        let engine = Engine::new(&TimeZone::UTC).unwrap();
        let mut seen = 0;
        rendered_samples(&engine, |template, locale, html| {
            let place = format!("{template} in {locale}");
            seen += 1;
            assert!(
                html.starts_with("<!DOCTYPE html>") && html.contains(&format!("<html lang=\"{locale}\">")),
                "{place}"
            );
            // Nothing that people wrote is HTML, and nothing of ours is inline. A card for other sites has no script at all;
            // what a page tells machines is data.
            let data = html.matches("<script type=\"application/ld+json\">").count();
            let ours = usize::from(!template.starts_with("pages/embed/"));
            assert_eq!(
                html.matches("<script").count(),
                ours + data,
                "{place}: one script"
            );
            assert_eq!(
                html.matches("<script src=\"/assets/app.").count(),
                ours,
                "{place}"
            );
            assert_eq!(html.matches("defer></script>").count(), ours, "{place}");
            for bad in [
                "<b>",
                "<i> ",
                " style=",
                " onclick=",
                "<style",
                "javascript:",
                "none,",
                "undefined",
            ] {
                assert!(!html.contains(bad), "{place}: {bad}");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{place}: one h1");
            assert_eq!(html.matches("<main").count(), 1, "{place}: one main");
            let ids = values(html, "id");
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), ids.len(), "{place}: an id twice in {ids:?}");
            for name in ["for", "aria-labelledby", "popovertarget"] {
                for value in values(html, name) {
                    assert!(
                        ids.contains(&value),
                        "{place}: {name} names {value}, which is not there"
                    );
                }
            }
            for input in html
                .split("<input")
                .skip(1)
                .map(|rest| rest.split('>').next().unwrap())
            {
                let id = values(input, "id");
                let labelled = id
                    .first()
                    .is_some_and(|id| html.contains(&format!("for=\"{id}\"")));
                assert!(
                    labelled || input.contains("type=\"hidden\""),
                    "{place}: no label for <input{input}>"
                );
            }
            // The footer begins anew: it is outside of the page's own outline.
            let main = html
                .split("<main")
                .nth(1)
                .unwrap()
                .split("</main>")
                .next()
                .unwrap();
            // The summary of what is wrong stands above the heading.
            let main = main.split("id=\"errors\"").last().unwrap();
            let main = &main[main.find("<h1").unwrap()..];
            let mut last = 0;
            for rest in main.split("<h").skip(1) {
                let Some(level) = rest.chars().next().and_then(|c| c.to_digit(10)) else {
                    continue;
                };
                assert!(level <= last + 1, "{place}: h{level} after h{last}");
                last = level;
            }
        })
        .unwrap();
        assert!(seen > 150, "{seen}");
    }

    #[test]
    fn a_place_keeps_its_query_and_drops_its_language() {
        let here = Here::of(&"/requests?q=a%20b&lang=en&theme=health".parse().unwrap());
        assert_eq!(here.in_language("en"), "/requests?q=a+b&theme=health&lang=en");
        assert_eq!(
            Here::of(&"/about".parse().unwrap()).in_language("es-AR"),
            "/about?lang=es-AR"
        );
    }
}
