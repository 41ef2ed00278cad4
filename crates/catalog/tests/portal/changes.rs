//! What changes, while a portal is read and after it was, is read once more and not missed.

use catalog::{Cursor, Ended};
use testkit::portal::Portal;

use crate::{Asker, ckan, made};

#[tokio::test]
async fn only_what_changed_since_is_read_the_next_time() {
    let portal = Portal::open((0..250).map(|number| made(number, i64::from(number))).collect()).await;
    let asker = Asker::new();
    let first = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
    assert_eq!((first.datasets.len(), first.pages), (250, 3));
    assert_eq!(portal.asked().len(), 3);

    let kept = Cursor::of_text(&first.cursor().to_text());
    let nothing = asker.read(&ckan(&portal), &kept).await.unwrap();
    assert_eq!((nothing.pages, nothing.ended), (0, Some(Ended::Changes)));
    assert_eq!(portal.asked().len(), 1);

    portal.put(made(7, 1_000));
    portal.put(made(900, 1_001));
    portal.remove("made-00008");
    let changed = asker.read(&ckan(&portal), nothing.cursor()).await.unwrap();
    assert_eq!(changed.names(), ["made-00007", "made-00900"]);
    let base = portal.base().parse().unwrap();
    let names = asker.reader.names(&base).await.unwrap();
    assert_eq!(
        (names.len(), names.contains(&"made-00008".to_owned())),
        (250, false)
    );
}

#[tokio::test]
async fn what_changes_or_goes_while_pages_are_turned_hides_nothing() {
    let portal = Portal::open((0..400).map(|number| made(number, i64::from(number))).collect()).await;
    let asker = Asker::new();
    let mut reading = asker.reader.read(&ckan(&portal), &Cursor::default());
    let (mut names, mut pages) = (Vec::new(), 0);
    while let Some(page) = reading.next().await.unwrap() {
        pages += 1;
        names.extend(page.datasets.into_iter().map(|dataset| dataset.name));
        if pages == 1 {
            // Counted pages would shift by three, and lose the first three of the second page.
            portal.remove("made-00000");
            portal.put(made(1, 10_000));
            portal.put(made(2, 10_001));
        }
    }
    assert_eq!(reading.ended(), Some(Ended::All));
    let times = |name: &str| names.iter().filter(|known| *known == name).count();
    for number in 0..400 {
        let name = format!("made-{number:05}");
        let expected = if number == 1 || number == 2 { 2 } else { 1 };
        assert_eq!(times(&name), expected, "{name}");
    }
}

#[tokio::test]
async fn a_bulk_edit_gives_many_one_moment_and_all_are_read() {
    let portal = Portal::open((0..345).map(|number| made(number, 5)).collect()).await;
    portal.put(made(345, 6));
    let asker = Asker::new();
    let read = asker.read(&ckan(&portal), &Cursor::default()).await.unwrap();
    let mut names = read.names();
    assert_eq!(names.len(), 346);
    names.dedup();
    assert_eq!(names.len(), 346);
}

#[tokio::test]
async fn who_was_stopped_goes_on_from_the_page_that_was_kept() {
    let portal = Portal::open((0..250).map(|number| made(number, i64::from(number))).collect()).await;
    let asker = Asker::new();
    let mut reading = asker.reader.read(&ckan(&portal), &Cursor::default());
    let page = reading.next().await.unwrap().unwrap();
    assert_eq!((page.datasets.len(), page.progress.total), (100, Some(250)));
    let rest = asker.read(&ckan(&portal), &page.progress.cursor).await.unwrap();
    assert_eq!(rest.datasets.len(), 150);
    assert!(
        page.datasets
            .iter()
            .all(|dataset| !rest.datasets.contains(dataset))
    );
}
