//! A whole source is read, whatever it is, and says the same.

use std::collections::HashMap;

use catalog::{Cursor, Ended, Source};
use domain::{
    dataset::{Kind, State},
    freshness::Signals,
};
use serde_json::json;
use testkit::portal::{Portal, argentina, buenos_aires, descriptions};

use crate::{Asker, all, ckan, data_json, made};

#[tokio::test]
async fn all_383_datasets_are_read_from_the_portal_and_from_a_folder_alike() {
    let Some(folder) = buenos_aires() else {
        return;
    };
    let portal = Portal::open(descriptions(&folder)).await;
    let asker = Asker::new();
    let by_portal = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
    assert_eq!((by_portal.datasets.len(), &by_portal.broken[..]), (383, &[][..]));
    let progress = &by_portal.progress;
    assert_eq!(
        (by_portal.ended, progress.seen, progress.total),
        (Some(Ended::All), 383, Some(383))
    );

    let folder = Source::Folder { path: folder };
    let by_folder = asker.read(&folder, &Cursor::default()).await.unwrap();
    assert_eq!(
        (by_folder.datasets.len(), by_folder.ended),
        (383, Some(Ended::All))
    );
    let known: HashMap<&str, _> = by_folder
        .datasets
        .iter()
        .map(|dataset| (&*dataset.name, dataset))
        .collect();
    for dataset in &by_portal.datasets {
        assert_eq!(known[&*dataset.name], dataset);
    }
    let names = asker.reader.names(&portal.base().parse().unwrap()).await.unwrap();
    assert_eq!(names, by_portal.names());

    let all = &by_portal.datasets;
    let files = || all.iter().flat_map(|dataset| &dataset.resources);
    assert_eq!(files().count(), 2_459);
    assert_eq!(files().filter(|file| file.kind == Kind::Twin).count(), 782);
    assert_eq!(files().filter(|file| file.url.is_none()).count(), 1);
    assert!(
        files()
            .filter_map(|file| file.url.as_deref())
            .all(|url| !url.contains(' '))
    );
    assert_eq!(
        files()
            .filter(|file| file.url.as_deref().is_some_and(|url| url.contains("%20")))
            .count(),
        12
    );
    assert!(
        all.iter()
            .all(|dataset| dataset.state == State::Active && dataset.organisation.is_some())
    );
    let compras = known["buenos-aires-compras"];
    assert_eq!(compras.frequency.as_deref(), Some("R/P0.5M"));
    assert_eq!(compras.themes, ["ECON"]);
    assert_eq!(compras.license.as_deref(), Some("CC-BY-2.5-AR"));
    assert_eq!((compras.temporal.as_deref(), compras.resource_count), (None, 6));
    // One deed, written by two clocks.
    assert_eq!(compras.signals.modified, compras.signals.metadata_modified);
    assert!(files().any(|file| file.fields.len() > 3));
}

#[tokio::test]
async fn a_catalogue_tells_the_same_as_the_portal_beside_it() {
    let packages = all();
    let portal = Portal::open(packages.clone()).await;
    let asker = Asker::new();
    let by_portal = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
    let catalogue = asker.read(&data_json(&portal), &Cursor::default()).await.unwrap();
    assert_eq!(
        (catalogue.datasets.len(), catalogue.broken.len()),
        (packages.len(), 0)
    );
    assert_eq!(catalogue.names(), by_portal.names());
    let known: HashMap<&str, _> = by_portal
        .datasets
        .iter()
        .map(|dataset| (&*dataset.name, dataset))
        .collect();
    for dataset in &catalogue.datasets {
        let other = known[&*dataset.name];
        assert_eq!(dataset.identifier, other.identifier);
        assert_eq!((&dataset.title, &dataset.notes), (&other.title, &other.notes));
        assert_eq!(
            (&dataset.frequency, &dataset.themes),
            (&other.frequency, &other.themes)
        );
        // A catalogue does not say when it was described.
        let signals = Signals {
            metadata_modified: None,
            ..other.signals
        };
        assert_eq!(dataset.signals, signals, "{}", dataset.name);
        let kinds = |dataset: &domain::dataset::Dataset| {
            dataset.resources.iter().map(|file| file.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(dataset), kinds(other), "{}", dataset.name);
    }
    assert!(catalogue.largest <= 100);

    // It is not read again until it changes.
    portal.asked();
    let again = asker.read(&data_json(&portal), catalogue.cursor()).await.unwrap();
    assert_eq!((again.pages, again.ended), (0, Some(Ended::Unchanged)));
    assert_eq!(again.cursor(), catalogue.cursor());
    let questions = portal.asked();
    assert!(
        questions.len() == 1 && questions[0].ends_with('"'),
        "{questions:?}"
    );
    portal.put(made(90_000, 0));
    let changed = asker.read(&data_json(&portal), again.cursor()).await.unwrap();
    assert_eq!(
        (changed.datasets.len(), changed.ended),
        (packages.len() + 1, Some(Ended::All))
    );
}

#[tokio::test]
async fn the_national_descriptions_are_read_too() {
    let Some(path) = argentina() else {
        return;
    };
    let asker = Asker::new();
    let read = asker
        .read(&Source::Folder { path }, &Cursor::default())
        .await
        .unwrap();
    assert_eq!((read.datasets.len(), read.broken.len()), (5, 0));
    let largest = read
        .datasets
        .iter()
        .max_by_key(|dataset| dataset.resource_count)
        .unwrap();
    assert_eq!(largest.resource_count, 194);
    assert!(
        largest
            .resources
            .iter()
            .any(|file| file.kind == Kind::Documentation)
    );
}

#[tokio::test]
async fn ten_thousand_are_read_a_page_at_a_time() {
    let portal = Portal::open(
        (0..10_000)
            .map(|number| made(number, i64::from(number / 3)))
            .collect(),
    )
    .await;
    let asker = Asker::new();
    for source in [ckan(&portal), data_json(&portal)] {
        let read = asker.read(&source, &Cursor::default()).await.unwrap();
        assert_eq!((read.datasets.len(), read.largest), (10_000, 100));
        assert_eq!(
            read.names().windows(2).filter(|pair| pair[0] == pair[1]).count(),
            0
        );
    }
}

#[tokio::test]
async fn a_folder_is_read_on_from_the_file_after_the_last() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..250 {
        let package = made(number, 0);
        // Some as an answer, some as what was in it.
        let text = if number % 2 == 0 {
            json!({"help": "", "success": true, "result": package}).to_string()
        } else {
            package.to_string()
        };
        std::fs::write(folder.path().join(format!("{number:05}.json")), text).unwrap();
    }
    std::fs::write(folder.path().join("00007.json"), "{\"name\": \"made-0").unwrap();
    std::fs::write(folder.path().join("readme.md"), "# no").unwrap();
    let source = Source::parse(folder.path().to_str().unwrap()).unwrap();
    let asker = Asker::new();
    let mut reading = asker.reader.read(&source, &Cursor::default());
    let stopped = reading.next().await.unwrap().unwrap();
    assert_eq!(
        (reading.ended(), stopped.progress.seen, stopped.progress.total),
        (None, 100, Some(250))
    );
    let kept = Cursor::of_text(&stopped.progress.cursor.to_text());
    let rest = asker.read(&source, &kept).await.unwrap();
    assert_eq!((rest.datasets.len(), rest.ended), (150, Some(Ended::Changes)));
    let whole = asker.read(&source, rest.cursor()).await.unwrap();
    assert_eq!((whole.datasets.len(), whole.broken.len()), (249, 1));
    assert_eq!(whole.broken[0].name.as_deref(), Some("00007"));
}

#[tokio::test]
async fn a_reading_can_be_given_to_another_task() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let source = ckan(&portal);
    let seen = tokio::spawn(async move {
        let asker = Asker::new();
        let mut reading = asker.reader.read(&source, &Cursor::default());
        let mut seen = 0;
        while let Some(page) = reading.next().await.unwrap() {
            seen += page.datasets.len();
        }
        seen
    });
    assert_eq!(seen.await.unwrap(), 1);
}
