use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    clock::Clock,
    ids::PersonId,
    locale::Locale,
    person::Role,
    policy::{Actor, Signed},
};
use futures::future::join_all;
use jiff::Timestamp;
use tower::ServiceExt as _;

use super::{Cache, serve};
use crate::{fresh, visitor::Visitor};

const ROOM: usize = 1 << 20;
const ENGLISH: &str = "en";
const PERSON: &str = "x-person";
/// Staff that has not shown its second factor is nobody, and yet not like everybody.
const HALF: &str = "x-half";

/// A house with one page, which says how often it was built and for whom.
#[derive(Clone)]
struct House {
    cache: Cache,
    built: Arc<AtomicUsize>,
    /// Added to each page.
    bytes: usize,
    router: Router,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl House {
    fn new(room: usize, bytes: usize) -> Self {
        let mut house = Self {
            cache: Cache::by_any_clock(room),
            built: Arc::default(),
            bytes,
            router: Router::new(),
        };
        house.at(0);
        house
    }

    /// Moves the clock.
    fn at(&mut self, second: i64) {
        self.with(Clock::Fixed(Timestamp::from_second(second).unwrap()));
    }

    fn with(&mut self, clock: Clock) {
        let (built, bytes) = (Arc::clone(&self.built), self.bytes);
        let page = async move |visitor: Visitor, request: Request| {
            let count = built.fetch_add(1, Ordering::SeqCst) + 1;
            // Others get their turn while this is built.
            tokio::task::yield_now().await;
            if request.uri().path() == "/none" {
                return StatusCode::NOT_FOUND.into_response();
            }
            let wish = request.headers().get(header::ACCEPT_LANGUAGE).is_some();
            let text = format!(
                "{count} {} {} wish:{wish} {}",
                visitor.locale,
                request.uri(),
                "a".repeat(bytes)
            );
            let tag = format!("W/\"{count}\"");
            let kept = "public, no-cache".to_owned();
            ([(header::ETAG, tag), (header::CACHE_CONTROL, kept)], text).into_response()
        };
        let known: &[&str] = &["q", "theme"];
        let layer = from_fn_with_state((self.cache.clone(), clock, known), serve);
        let posted = axum::routing::post(async || StatusCode::SEE_OTHER);
        let base: url::Url = "https://example.org/".parse().unwrap();
        self.router = Router::new()
            .route("/{page}", get(page).post(async || "posted").route_layer(layer))
            .route("/api/v1/do", posted.clone())
            .route("/do", posted)
            .layer(from_fn_with_state(Arc::new(base), fresh::mark))
            .layer(from_fn(
                async |mut request: Request, next: axum::middleware::Next| {
                    let visitor = recognise(request.headers());
                    request.extensions_mut().insert(visitor);
                    next.run(request).await
                },
            ));
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers).await
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response: Response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    fn built(&self) -> usize {
        self.built.load(Ordering::SeqCst)
    }
}

/// As in the layer of that name.
fn recognise(headers: &HeaderMap) -> Visitor {
    let is_english = headers
        .get(header::ACCEPT_LANGUAGE)
        .is_some_and(|wish| wish == ENGLISH);
    let mut visitor = Visitor::anonymous(if is_english { Locale::En } else { Locale::EsAr });
    if headers.contains_key(PERSON) {
        visitor.actor = Actor::Person(Signed {
            id: PersonId(1),
            role: Role::Coordinator,
            areas: Vec::new(),
            read_only: false,
        });
    }
    visitor.half = headers.contains_key(HALF).then_some(PersonId(2));
    visitor
}

impl Answer {
    fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    /// Which build this is.
    fn number(&self) -> usize {
        self.text().split(' ').next().unwrap().parse().unwrap()
    }

    fn header(&self, name: HeaderName) -> Vec<&str> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| value.to_str().unwrap()).collect()
    }
}

#[tokio::test]
async fn a_page_is_built_once_a_second_however_many_ask() {
    let mut house = House::new(ROOM, 0);
    let all = join_all((0..100).map(|_| house.get("/a", &[]))).await;
    assert!(
        all.iter()
            .all(|answer| answer.status == 200 && answer.number() == 1)
    );
    assert_eq!(house.built(), 1);
    house.at(1);
    let all = join_all((0..100).map(|_| house.get("/a", &[]))).await;
    assert!(all.iter().all(|answer| answer.number() == 2));
    // The clock was set back: what was built at another time is not of now.
    house.at(0);
    assert_eq!(house.get("/a", &[]).await.number(), 3);
    assert_eq!(house.built(), 3);
}

#[tokio::test]
async fn whoever_leaves_while_it_is_built_leaves_the_others_nothing_to_wait_for() {
    let house = House::new(ROOM, 0);
    let waits = house.clone();
    let first = tokio::spawn(async move { waits.get("/a", &[]).await.number() });
    tokio::task::yield_now().await;
    assert_eq!(house.built(), 1, "it is being built");
    let others = join_all((0..10).map(|_| house.get("/a", &[])));
    first.abort();
    assert!(others.await.iter().all(|answer| answer.number() == 2));
}

#[tokio::test]
async fn languages_never_mix_and_words_are_the_same_question_in_any_order() {
    let house = House::new(ROOM, 0);
    let both = join_all((0..200).map(|n| {
        let wish = if n % 2 == 0 { ENGLISH } else { "es" };
        let house = &house;
        async move { (wish, house.get("/a?q=x", &[("accept-language", wish)]).await) }
    }));
    for (wish, answer) in both.await {
        let tag = if wish == ENGLISH { " en " } else { " es-AR " };
        assert!(answer.text().contains(tag), "{wish}: {}", answer.text());
        // No header of one reader reaches the page.
        assert!(answer.text().contains("wish:false"), "{}", answer.text());
    }
    assert_eq!(house.built(), 2);
    for same in [
        "/a?q=x&utm=1",
        "/a?lang=en&q=%20x",
        "/a?theme=&q=x&q=",
        "/a?Q=y&q=x",
    ] {
        let answer = house.get(same, &[]).await;
        assert!(answer.text().contains(" /a?q=x "), "{same}: {}", answer.text());
    }
    assert_eq!(house.built(), 2);
    assert!(
        house
            .get("/a?theme=t&q=x", &[])
            .await
            .text()
            .contains(" /a?q=x&theme=t ")
    );
    assert!(house.get("/a?utm=1", &[]).await.text().contains(" /a wish"));
    assert_eq!(house.built(), 4);
}

#[tokio::test]
async fn pages_never_fill_more_than_their_room() {
    let house = House::new(ROOM, 40_000);
    for n in 0..60 {
        let coding = ["br", "gzip", ""][n % 3];
        let answer = house
            .get(&format!("/a?q={n}"), &[("accept-encoding", coding)])
            .await;
        assert_eq!(answer.status, 200);
        assert!(house.cache.weight() <= ROOM, "{n}: {}", house.cache.weight());
    }
    assert_eq!(house.built(), 60);
    // The first are still there, and the last are built each time.
    house.get("/a?q=0", &[]).await;
    assert_eq!(house.built(), 60);
    house.get("/a?q=59", &[]).await;
    house.get("/a?q=59", &[]).await;
    assert_eq!(house.built(), 62);
    // Addresses alone fill it too.
    let house = House::new(ROOM, 0);
    for n in 0..2_000 {
        house.get(&format!("/none?q={n}{}", "x".repeat(1_000)), &[]).await;
    }
    assert!(
        (ROOM * 9 / 10..=ROOM).contains(&house.cache.weight()),
        "{}",
        house.cache.weight()
    );
}

#[tokio::test]
async fn whoever_is_signed_in_is_passed_by() {
    let house = House::new(ROOM, 0);
    assert_eq!(house.get("/a", &[(PERSON, "1")]).await.number(), 1);
    assert_eq!(
        house.get("/a", &[]).await.number(),
        2,
        "what they see is not kept"
    );
    assert_eq!(
        house.get("/a", &[(PERSON, "1")]).await.number(),
        3,
        "and they see nothing that is"
    );
    assert_eq!(house.get("/a", &[(HALF, "1")]).await.number(), 4);
    assert_eq!(house.get("/a", &[]).await.number(), 2);
}

#[tokio::test]
async fn whoever_changed_something_sees_it_at_once() {
    let mut house = House::new(ROOM, 0);
    assert_eq!(house.get("/a", &[]).await.number(), 1);
    let done = house.send(Method::POST, "/do", &[]).await;
    let [cookie] = done.header(header::SET_COOKIE)[..] else {
        panic!("{:?}", done.headers)
    };
    assert_eq!(
        cookie,
        "fresh=1; Path=/; Max-Age=5; SameSite=Lax; HttpOnly; Secure"
    );
    let mark = [("cookie", cookie.split(';').next().unwrap())];
    assert_eq!(house.get("/a", &mark).await.number(), 2);
    assert_eq!(
        house.get("/a", &[]).await.number(),
        1,
        "the others may wait for a second"
    );
    house.at(1);
    assert_eq!(house.get("/a", &[]).await.number(), 3);
    // Reading, the API and what was refused change nothing for a browser.
    for (method, path) in [
        (Method::GET, "/a"),
        (Method::HEAD, "/a"),
        (Method::POST, "/api/v1/do"),
        (Method::POST, "/nothing/here"),
    ] {
        let answer = house.send(method.clone(), path, &[]).await;
        assert!(answer.header(header::SET_COOKIE).is_empty(), "{method} {path}");
    }
    assert_eq!(house.send(Method::POST, "/a", &[]).await.text(), "posted");
}

#[tokio::test]
async fn only_pages_that_are_there_are_kept() {
    let house = House::new(ROOM, 0);
    let all = join_all((0..10).map(|_| house.get("/none", &[]))).await;
    assert!(
        all.iter()
            .all(|answer| answer.status == 404 && answer.body.is_empty())
    );
    assert_eq!(house.built(), 10);
}

#[tokio::test]
async fn a_clock_that_stands_keeps_nothing() {
    let mut house = House::new(ROOM, 0);
    house.cache = Cache::default();
    house.at(0);
    assert_eq!(
        (
            house.get("/a", &[]).await.number(),
            house.get("/a", &[]).await.number()
        ),
        (1, 2)
    );
    house.with(Clock::System);
    let builds = join_all((0..100).map(|_| house.get("/a", &[]))).await;
    let last = builds.iter().map(Answer::number).max().unwrap();
    assert!(last <= 4, "a second may end meanwhile: {last}");
}

#[tokio::test]
async fn every_reader_gets_the_answer_they_can_read() {
    let house = House::new(ROOM, 10_000);
    let plain = house.get("/a", &[]).await;
    assert_eq!(plain.header(header::VARY), ["Accept-Encoding"]);
    assert_eq!(
        plain.header(header::CONTENT_LENGTH),
        [plain.body.len().to_string()]
    );
    for (wish, coding) in [
        ("gzip, deflate, br", Some("br")),
        ("gzip", Some("gzip")),
        ("zstd", None),
    ] {
        let answer = house.get("/a", &[("accept-encoding", wish)]).await;
        assert_eq!(answer.header(header::CONTENT_ENCODING).first().copied(), coding);
        assert_eq!(
            answer.header(header::CONTENT_LENGTH),
            [answer.body.len().to_string()]
        );
        assert_eq!(answer.header(header::VARY), ["Accept-Encoding"]);
        assert_eq!(answer.header(header::ETAG), ["W/\"1\""]);
        assert_eq!(answer.body.len() < plain.body.len() / 10, coding.is_some());
        let head = house.send(Method::HEAD, "/a", &[("accept-encoding", wish)]).await;
        assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
        assert_eq!(head.headers, answer.headers);
        let known = house
            .get(
                "/a",
                &[("accept-encoding", wish), ("if-none-match", "\"x\", W/\"1\"")],
            )
            .await;
        assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
        assert_eq!(known.header(header::ETAG), ["W/\"1\""]);
        assert_eq!(known.header(header::VARY), ["Accept-Encoding"]);
        assert!(
            known.header(header::CONTENT_ENCODING).is_empty()
                && known.header(header::CONTENT_TYPE).is_empty()
        );
    }
    assert_eq!(house.get("/a", &[("if-none-match", "\"0\"")]).await.status, 200);
    // Whoever comes first with what they have learns whether it is still so, and the others get the page.
    assert_eq!(house.get("/b", &[("if-none-match", "W/\"2\"")]).await.status, 304);
    assert_eq!(house.send(Method::HEAD, "/c", &[]).await.status, 200);
    assert_eq!(
        (
            house.get("/b", &[]).await.number(),
            house.get("/c", &[]).await.number()
        ),
        (2, 3)
    );
    assert_eq!(house.built(), 3);
}
