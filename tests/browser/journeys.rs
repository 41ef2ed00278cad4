//! People's stories in the browser: `journeys/NAME.mjs` tells one, here is what there is before it begins. Each is told in
//! several ways: at 375 and 1,280 px, with script and with it off, by pointer, and by keyboard only.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{Engine, TestDatabase};
use tests::{
    app::TestApp,
    port::{Port, Site},
    post::Post,
};

use crate::{before, tools::Browser};

/// Width, script, keyboard.
type Way = (u32, bool, bool);
/// Everything with everything.
const EACH: &[Way] = &[
    (375, true, false),
    (1280, true, false),
    (375, false, false),
    (1280, false, false),
    (1280, true, true),
    (375, false, true),
];
/// With script, and where it is hardest: for what differs in its forms only.
const BOTH: &[Way] = &[(1280, true, false), (375, false, true)];

/// By keyboard only: with its shortcuts, and by Tab alone.
const KEYS: &[Way] = &[(1280, true, true), (375, false, true)];

/// Makes, of each `name: before, ways`, a test that tells `journeys/name.mjs` after that, in these ways.
macro_rules! journeys {
    ($($name:ident: $before:path, $ways:ident;)*) => {
        const TOLD: &[&str] = &[$(stringify!($name)),*];
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                tell(stringify!($name), $before, $ways).await;
            }
        )*
    };
}

journeys! {
    from_mail: before::requests, EACH;
    joining: before::requests, BOTH;
    judging: before::answers, BOTH;
    language: before::requests, EACH;
    looking_around: before::requests, EACH;
    own_request: before::requests, BOTH;
    reading: before::requests, EACH;
    ten_requests: before::ten_requests, KEYS;
    two_fields: before::nothing, BOTH;
    whole_life: before::one_step_to_sign_in, EACH;
}

#[test]
fn every_story_is_told() {
    let folder = tests::root().join("tests/browser/journeys");
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name());
    let written: BTreeSet<String> = names
        .map(|name| name.into_string().unwrap().replace(".mjs", ""))
        .collect();
    assert_eq!(written, TOLD.iter().map(|name| (*name).to_owned()).collect());
}

/// An application of its own for one way of telling a story.
struct World {
    _database: TestDatabase,
    mail: TempDir,
    post: Post,
    site: Site,
}

/// Tells a story in some ways, each with what `before` prepares; what it gives is the story's `given`.
async fn tell(name: &str, before: impl AsyncFn(&mut TestApp) -> Value, ways: &[Way]) {
    let Some(browser) = Browser::find() else { return };
    let (mut worlds, mut told) = (Vec::new(), Vec::new());
    for &(width, javascript, keyboard) in ways {
        let database = TestDatabase::create(Engine::Sqlite).await;
        let mail = TempDir::with_prefix("ventanilla-mail-").unwrap();
        let mut app = TestApp::with_people(&database).await;
        let place = Port::open().await;
        app.move_to(place.base());
        let post = Post::begin(&mut app, mail.path().to_owned()).await;
        let given = before(&mut app).await;
        let site = place.serve(app.router());
        told.push(json!({
            "base": site.origin(), "mail": mail.path(), "given": given,
            "width": width, "javascript": javascript, "keyboard": keyboard,
        }));
        worlds.push(World {
            _database: database,
            mail,
            post,
            site,
        });
    }
    let said = browser
        .run("journey.mjs", json!({"journey": name, "worlds": told}))
        .await;
    println!("{}", said.text);
    assert!(said.content, "{name} could not be told");
    for world in worlds {
        world.post.end().await;
        drop((world.site, world.mail));
    }
}
