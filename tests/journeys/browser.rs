//! A browser without a screen or a script: it keeps cookies, follows redirects, reads the forms of the page it is on, fills
//! them in and presses their buttons. What is not on the page cannot be sent.

use std::collections::BTreeMap;

use axum::http::Method;
use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded;

use crate::app::{Answer, Attached, BASE, Client, TestApp};

/// Somebody's browser.
#[derive(Debug, Default, Clone)]
pub struct Browser {
    cookies: BTreeMap<String, String>,
    language: Option<&'static str>,
    path: String,
    status: u16,
    html: String,
    headers: Vec<(String, String)>,
}

/// How often a redirect is followed.
const REDIRECTS: usize = 5;

impl Browser {
    /// A new one: nobody has been here.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that asks for pages in a language.
    pub fn in_language(tag: &'static str) -> Self {
        Self {
            language: Some(tag),
            ..Self::default()
        }
    }

    /// Opens an address: a path, or a whole one from a mail.
    pub async fn visit(&mut self, app: &TestApp, address: &str) {
        self.send(app, Method::GET, address, None).await;
    }

    /// Presses a button by its words: sends the form it is in, with `fields` filled in and all else as it is.
    pub async fn press(&mut self, app: &TestApp, button: &str, fields: &[(&str, &str)]) {
        let (path, pairs) = self.filled(button, fields);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.send(app, Method::POST, &path, Some(body)).await;
    }

    /// Presses a button of a form with these files chosen.
    pub async fn press_with(
        &mut self,
        app: &TestApp,
        button: &str,
        fields: &[(&str, &str)],
        files: &[Attached<'_>],
    ) {
        let (path, pairs) = self.filled(button, fields);
        let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| name != "files").collect();
        let client = self.client(app, &path).with("sec-fetch-site", "same-origin");
        let answer = client.post_files(&path, &pairs, files).await;
        let answer = self.keep_cookies(answer);
        self.arrive(app, answer).await;
    }

    /// Takes a file, as a link to it does.
    pub async fn take(&mut self, app: &TestApp, address: &str) -> Answer {
        let path = address.strip_prefix(BASE).unwrap_or(address);
        self.client(app, path).send(Method::GET, path, None).await
    }

    /// Opens an address of ours that leads elsewhere: gives where to.
    pub async fn leaves(&mut self, app: &TestApp, address: &str) -> String {
        let answer = self.once(app, Method::GET, address, None).await;
        let to = answer.header("location").to_owned();
        assert!(
            answer.status == 303 && to.starts_with("http"),
            "{address}: {} {to}",
            answer.status
        );
        to
    }

    /// What pressing a button would send, and where: for those who want to send something else.
    pub fn filled(&self, button: &str, fields: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let html = Html::parse_document(&self.html);
        let (form, pressed) = form_with(&html, button).unwrap_or_else(|| {
            panic!("no button {button:?} at {}: {}", self.path, self.text());
        });
        let mut pairs = controls(form);
        for (name, _) in fields {
            let there = named(form).any(|control| control.value().attr("name") == Some(name));
            assert!(
                there,
                "no field {name:?} in the form of {button:?} at {}",
                self.path
            );
            pairs.retain(|(field, _)| field != name);
        }
        let typed = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        pairs.extend(typed);
        if let Some(name) = pressed.value().attr("name") {
            let value = pressed.value().attr("value").unwrap_or_default();
            pairs.push((name.to_owned(), value.to_owned()));
        }
        let action = pressed.value().attr("formaction").or(form.value().attr("action"));
        (action.unwrap_or(&self.path).to_owned(), pairs)
    }

    /// Sends a form's fields to a path, from a page of ours.
    pub async fn post(&mut self, app: &TestApp, path: &str, pairs: &[(String, String)]) {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        self.send(app, Method::POST, path, Some(body)).await;
    }

    /// Follows a link by its words.
    pub async fn follow(&mut self, app: &TestApp, words: &str) {
        let link = self.link(words);
        let link = link.unwrap_or_else(|| panic!("no link {words:?} at {}: {}", self.path, self.text()));
        self.visit(app, &link).await;
    }

    /// Where a link with these words leads, if there is one.
    pub fn link(&self, words: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let links = html
            .select(&selector("a[href]"))
            .find(|link| text_of(*link).contains(words));
        links.and_then(|link| link.value().attr("href").map(str::to_owned))
    }

    /// Whether there is a button with these words.
    pub fn has_button(&self, button: &str) -> bool {
        form_with(&Html::parse_document(&self.html), button).is_some()
    }

    /// What is in a field, wherever it is on the page.
    pub fn value(&self, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let found = html
            .select(&selector("form"))
            .flat_map(controls)
            .find(|(field, _)| field == name);
        found.map(|(_, value)| value)
    }

    /// What a reader sees of the page, in one line.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html);
        html.select(&selector("main"))
            .map(text_of)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Fails unless the reader sees these words.
    pub fn sees(&self, words: &str) {
        let text = self.text();
        assert!(
            text.contains(words),
            "{words:?} is not to be seen at {} ({}): {text}",
            self.path,
            self.status
        );
    }

    /// Fails if the reader sees these words.
    pub fn misses(&self, words: &str) {
        assert!(
            !self.text().contains(words),
            "{words:?} is to be seen at {}",
            self.path
        );
    }

    /// The page as it came.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Where it is.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How the page was answered.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header of the page.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map_or("", |(_, value)| value)
    }

    /// The cookies it keeps.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Somebody clears them, or the browser is another one.
    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    /// Lets a cookie end, as time does.
    pub fn forget(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    async fn send(&mut self, app: &TestApp, method: Method, address: &str, body: Option<String>) {
        let answer = self.once(app, method, address, body).await;
        self.arrive(app, answer).await;
    }

    /// Follows where an answer leads, and stays there.
    async fn arrive(&mut self, app: &TestApp, mut answer: Answer) {
        for _ in 0..REDIRECTS {
            if !matches!(answer.status.as_u16(), 303 | 308) {
                break;
            }
            let to = answer.header("location").to_owned();
            answer = self.once(app, Method::GET, &to, None).await;
        }
        self.status = answer.status.as_u16();
        self.headers = answer
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        self.html = answer.text;
    }

    /// One answer, wherever it leads.
    pub async fn once(
        &mut self,
        app: &TestApp,
        method: Method,
        address: &str,
        body: Option<String>,
    ) -> Answer {
        let path = address.strip_prefix(BASE).unwrap_or(address);
        let path = path.split('#').next().unwrap_or_default();
        assert!(path.starts_with('/'), "{address} is not an address of ours");
        let mut client = self.client(app, path).with("sec-fetch-site", "same-origin");
        if body.is_some() {
            client = client.with("content-type", "application/x-www-form-urlencoded");
        }
        let answer = client.send(method, path, body).await;
        self.keep_cookies(answer)
    }

    /// Somebody with this browser's cookies and language.
    fn client<'a>(&mut self, app: &'a TestApp, path: &str) -> Client<'a> {
        path.clone_into(&mut self.path);
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut client = app.anonymous();
        if !cookies.is_empty() {
            client = client.with("cookie", &cookies.join("; "));
        }
        if let Some(language) = self.language {
            client = client.with("accept-language", language);
        }
        client
    }

    fn keep_cookies(&mut self, answer: Answer) -> Answer {
        for cookie in answer.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// The words of an element, its scripts and styles left out, white space folded.
fn text_of(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The form that holds a button with these words, and the button: the whole words first, then a part of them.
fn form_with<'a>(html: &'a Html, words: &str) -> Option<(ElementRef<'a>, ElementRef<'a>)> {
    let (forms, buttons) = (selector("form"), selector("button"));
    let all: Vec<(ElementRef<'_>, ElementRef<'_>)> = html
        .select(&forms)
        .flat_map(|form| {
            form.select(&buttons)
                .map(move |button| (form, button))
                .collect::<Vec<_>>()
        })
        .filter(|(_, button)| button.value().attr("type") != Some("button"))
        .collect();
    let whole = all.iter().find(|(_, button)| text_of(*button) == words);
    let part = || all.iter().find(|(_, button)| text_of(*button).contains(words));
    whole.or_else(part).copied()
}

fn named(form: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    form.select(&selector("input[name], textarea[name], select[name]"))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The fields of a form as they would be sent now.
fn controls(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for control in named(form) {
        let attribute = |name| control.value().attr(name);
        let name = attribute("name").unwrap_or_default().to_owned();
        let value = match control.value().name() {
            "textarea" => {
                let text = control.text().collect::<String>();
                Some(text.strip_prefix('\n').unwrap_or(&text).to_owned())
            }
            "select" => {
                let options: Vec<_> = control.select(&selector("option")).collect();
                let chosen = options
                    .iter()
                    .find(|option| option.value().attr("selected").is_some());
                chosen
                    .or(options.first())
                    .map(|option| option.value().attr("value").unwrap_or_default().to_owned())
            }
            _ if matches!(attribute("type"), Some("checkbox" | "radio")) => {
                let checked = attribute("checked").is_some();
                checked.then(|| attribute("value").unwrap_or("on").to_owned())
            }
            _ => Some(attribute("value").unwrap_or_default().to_owned()),
        };
        pairs.extend(value.map(|value| (name, value)));
    }
    pairs
}
