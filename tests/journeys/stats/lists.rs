//! Each figure leads to the list of what it counts, and the two say the same.

use std::collections::BTreeSet;

use testkit::{TestDatabase, on_both};

use super::Town;
use crate::app::{CULTURE, HEALTH, TestApp};

/// The numbers of a page that lead to a list: each number, and where it leads.
fn figures(html: &str) -> Vec<(i64, String)> {
    html.split("<a href=\"/requests")
        .skip(1)
        .filter_map(|rest| {
            let (query, rest) = rest.split_once("\">")?;
            let (text, _) = rest.split_once("</a>")?;
            let number = text.replace('.', "").parse().ok()?;
            Some((number, format!("/requests{}", query.replace("&amp;", "&"))))
        })
        .collect()
}

/// How many requests a list says there are.
fn said(html: &str) -> String {
    let (_, rest) = html.split_once("aria-atomic=\"true\">").unwrap();
    rest.split_once("</span>").unwrap().0.to_owned()
}

/// The keys by which the lists are narrowed that a page leads to, after each was looked at: it has so many requests as the
/// figure, in words and one by one.
async fn followed(app: &TestApp, page: &str) -> BTreeSet<String> {
    let html = app.anonymous().get(page).await.text;
    let mut keys = BTreeSet::new();
    for (number, path) in figures(&html) {
        let list = app.anonymous().get(&path).await.text;
        let words = if number == 1 { "pedido" } else { "pedidos" };
        assert_eq!(said(&list), format!("{number} {words}"), "{page}: {path}");
        let table = app
            .anonymous()
            .get(&path.replace("/requests", "/requests.csv"))
            .await;
        let rows = csv::Reader::from_reader(table.text.as_bytes()).records().count();
        assert_eq!(i64::try_from(rows).unwrap(), number, "{page}: {path}");
        let query = path.split_once('?').map_or("", |(_, query)| query);
        keys.extend(
            query
                .split('&')
                .filter_map(|pair| Some(pair.split_once('=')?.0.to_owned())),
        );
    }
    keys
}

on_both! {
    async fn each_figure_leads_to_the_list_of_what_it_counts(db: TestDatabase) {
        let mut town = Town::settle(&db).await;
        for step in 0..450 {
            town.step().await;
            if step == 200 {
                town.fold().await;
            }
        }
        let app = &town.app;
        let everything = followed(app, "/stats").await;
        let all = ["answered", "answered_by", "answered_days", "area", "determined_by", "determined_days", "ground", "outcome",
            "published", "published_by", "published_days", "received", "status", "theme"];
        for key in all.iter().filter(|key| !["answered_by", "determined_by"].contains(key)) {
            assert!(everything.contains(*key), "nothing leads to a list by {key}: {everything:?}");
        }
        for page in [format!("/stats?area={HEALTH}"), format!("/stats?area={CULTURE}&year=2026"), "/stats?theme=budget".to_owned(),
            "/stats?year=2026".to_owned(), "/stats?year=2027".to_owned(), format!("/stats?area={HEALTH}&theme=health&year=2026"),
            format!("/areas/{HEALTH}"), "/themes/health".to_owned(), "/".to_owned()] {
            assert!(!followed(app, &page).await.is_empty(), "{page}");
        }
        let of_a_year = followed(app, &format!("/stats?area={HEALTH}&year=2026")).await;
        for key in ["answered_by", "determined_by", "ended", "received"] {
            assert!(of_a_year.contains(key), "nothing leads to a list by {key}: {of_a_year:?}");
        }
    }
}
