//! The whole URL map.

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::{MethodRouter, get, post},
};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    trace::{DefaultOnResponse, TraceLayer},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    AppState,
    api::{
        self,
        v1::{
            actions, areas, attachments, comments, events, follow, requests, similar, stats, support, themes,
        },
    },
    assets, cache, feeds, fresh, layers, open_data,
    page::Page,
    pages::{
        about, accessibility, admin, answers, areas as area_pages, confirm, datasets, desk, embed, health,
        home, invitations, kept, language, mailbox, me, metrics, preferences, privacy,
        requests as request_pages, reuses, second_factor, sign_in, stats as stats_page,
        themes as theme_pages,
    },
    problem::Fault,
    site, sitemap, visitor,
};

/// `/api/v1`: handlers name their addresses, so that the description cannot differ from what is served.
fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // /requests
        .routes(routes!(requests::list, requests::file))
        // /requests/{reference}
        .routes(routes!(requests::show, requests::edit))
        // /requests/{reference}/events, actions, comments, attachments, support, follow
        .routes(routes!(events::list))
        .routes(routes!(actions::act))
        .routes(routes!(comments::list, comments::add))
        .routes(routes!(attachments::add))
        .routes(routes!(support::add, support::remove))
        .routes(routes!(follow::add, follow::remove))
        // /themes, /areas, /stats, /similar
        .routes(routes!(themes::list))
        .routes(routes!(areas::list))
        .routes(routes!(api::v1::datasets::list))
        .routes(routes!(stats::show))
        .routes(routes!(similar::list))
        // /openapi.json
        .routes(routes!(api::v1::openapi::show))
}

/// The description of the API (`OpenAPI` 3.1), made from the routes themselves.
pub fn description(app: &AppState) -> OpenApi {
    let (_, mut description) = OpenApiRouter::<AppState>::new()
        .nest("/api/v1", api())
        .split_for_parts();
    api::describe(&mut description, app.base.as_str(), app.brand.name());
    description
}

/// What anybody may read in a browser.
fn pages(app: &AppState) -> Router<AppState> {
    Router::new()
        .route("/", public::<home::Home>(app, get(home::show)))
        .route(
            "/requests",
            public::<request_pages::list::Requests>(app, get(request_pages::list::show)),
        )
        .route(
            "/board",
            public::<request_pages::board::Board>(app, get(request_pages::board::show)),
        )
        .route(
            "/requests/{reference}",
            public::<request_pages::show::OneRequest>(app, get(request_pages::show::show))
                .route_layer(from_fn_with_state(app.clone(), feeds::beside_request)),
        )
        .route(
            "/reuses",
            public::<reuses::list::ReuseList>(app, get(reuses::list::show)),
        )
        .route(
            "/answers",
            public::<answers::AnswersBase>(app, get(answers::show)),
        )
        .route(
            "/datasets",
            public::<datasets::list::DatasetList>(app, get(datasets::list::show)),
        )
        .route(
            "/datasets/{name}",
            public::<datasets::show::OneDataset>(app, get(datasets::show::show)),
        )
        .route(
            "/themes/{key}",
            public::<theme_pages::OneTheme>(app, get(theme_pages::show)),
        )
        .route(
            "/areas",
            public::<area_pages::list::Areas>(app, get(area_pages::list::show)),
        )
        .route(
            "/areas/{slug}",
            public::<area_pages::show::OneArea>(app, get(area_pages::show::show))
                .route_layer(from_fn_with_state(app.clone(), feeds::beside_area)),
        )
        .route("/stats", public::<stats_page::Stats>(app, get(stats_page::show)))
        .route("/about", public::<about::About>(app, get(about::show)))
        .route("/privacy", public::<privacy::Privacy>(app, get(privacy::show)))
        .route(
            "/accessibility",
            public::<accessibility::Accessibility>(app, get(accessibility::show)),
        )
        .route("/requests.csv", get(open_data::requests::show))
        .route("/events.csv", get(open_data::events::show))
        .route("/reuses.csv", get(open_data::reuses::show))
        .route("/feeds/{name}", get(feeds::requests::show))
        .route("/datapackage.json", get(open_data::package::show))
        .route("/data.json", get(open_data::catalogue::show))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{name}", get(sitemap::map))
        .route("/embed/requests/{reference}", get(embed::request::show))
        .route("/embed/themes/{key}", get(embed::theme::show))
        .route("/oembed", get(embed::oembed::show))
        // In the demo only.
        .route("/mailbox", get(mailbox::list::show))
        .route("/mailbox/{name}", get(mailbox::show::show))
        .route("/mailbox/{name}/html", get(mailbox::show::html))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .route("/assets/{name}", get(assets::show))
}

/// A page that is the same for everyone who is not signed in: built once a second.
fn public<P: Page>(app: &AppState, methods: MethodRouter<AppState>) -> MethodRouter<AppState> {
    let kept = (app.cache.clone(), app.clock, P::QUERY);
    methods.route_layer(from_fn_with_state(kept, cache::serve))
}

/// What people do in a browser: pages with forms, which nobody keeps.
fn forms() -> Router<AppState> {
    Router::new()
        .route(
            "/requests/new",
            get(request_pages::new::show).post(request_pages::new::send),
        )
        .route("/reuses/new", get(reuses::new::show).post(reuses::new::send))
        .route("/requests/similar", get(request_pages::similar::show))
        .route("/requests/{reference}/filed", get(request_pages::filed::show))
        .route("/requests/{reference}/done", get(request_pages::done::show))
        .merge(deeds())
        .route("/kept/{name}", get(kept::show))
        .route("/desk", get(desk::queue::show))
        .route("/desk/overview", get(desk::overview::show))
        .route("/desk/views", post(desk::queue::keep))
        .route("/desk/bulk", get(desk::bulk::show).post(desk::bulk::send))
        .route("/desk/ready", get(desk::ready::show).post(desk::ready::add))
        .route(
            "/desk/ready/{id}",
            get(desk::ready::one).post(desk::ready::change),
        )
        .route(
            "/desk/entry",
            get(desk::entry::new::show).post(desk::entry::new::send),
        )
        .route("/desk/entry/template.csv", get(desk::entry::table::template))
        .route(
            "/desk/entry/{id}",
            get(desk::entry::show::show).post(desk::entry::show::correct),
        )
        .route("/desk/entry/{id}/left.csv", get(desk::entry::table::left))
        .route("/desk/entry/{id}/file", post(desk::entry::filing::send))
        .route("/desk/entry/{id}/claim", post(desk::entry::claim::send))
        .route("/desk/{reference}", get(desk::show::show))
        .route("/desk/{reference}/actions", post(desk::act::send))
        .route("/desk/{reference}/notes", post(desk::note::add))
        .route("/desk/{reference}/draft", post(desk::dataset_draft::push))
        .route("/desk/{reference}/draft.json", get(desk::dataset_draft::take))
        .route("/desk/{reference}/requester", post(desk::requester::reveal))
        .route(
            "/admin/people",
            get(admin::people::list::show).post(admin::people::list::send),
        )
        .route(
            "/admin/people/{id}",
            get(admin::people::one::show).post(admin::people::one::send),
        )
        .route("/admin/areas", get(admin::areas::show).post(admin::areas::add))
        .route(
            "/admin/areas/{slug}",
            get(admin::areas::one).post(admin::areas::change),
        )
        .route("/admin/themes", get(admin::themes::show).post(admin::themes::add))
        .route(
            "/admin/themes/{key}",
            get(admin::themes::one).post(admin::themes::change),
        )
        .route(
            "/admin/tokens",
            get(admin::tokens::show).post(admin::tokens::send),
        )
        .route("/admin/site", get(admin::site::show).post(admin::site::send))
        .route("/admin/site/look.css", get(admin::site::look))
        .route("/admin/site/logo", post(admin::site::send_logo))
        .route(
            "/admin/limits",
            get(admin::limits::show).post(admin::limits::send),
        )
        .route("/admin/catalogue", get(admin::catalogue::show))
        .route(
            "/admin/catalogue/organisations/{name}",
            post(admin::catalogue::organisation),
        )
        .route("/admin/catalogue/groups/{name}", post(admin::catalogue::group))
        .route("/admin/audit", get(admin::audit::show))
        .route("/admin/health", get(admin::health::show))
        .route("/admin/days", get(admin::days::show).post(admin::days::send))
        .route(
            "/admin/priority",
            get(admin::priority::show).post(admin::priority::send),
        )
        .route(
            "/admin/moderation",
            get(admin::moderation::show).post(admin::moderation::send),
        )
        .route("/admin/outbox", get(admin::outbox::show))
        .route("/admin/outbox/{id}", post(admin::outbox::send))
        .route("/admin/quarantine", get(admin::quarantine::list::show))
        .route(
            "/admin/quarantine/{id}",
            get(admin::quarantine::show::show).post(admin::quarantine::show::send),
        )
}

/// The ways in and out, and what is one's own.
fn doors() -> Router<AppState> {
    Router::new()
        .route("/me", get(me::show).post(me::send))
        .route("/me/searches", get(me::searches::show).post(me::searches::send))
        .route("/me/export", get(me::export::show))
        .route("/me/password", get(me::password::show).post(me::password::send))
        .route("/me/identities", post(me::identities::send))
        .route("/me/erase", get(me::erase::show).post(me::erase::send))
        .route("/preferences", get(preferences::show).post(preferences::send))
        .route("/invitations", get(invitations::show).post(invitations::send))
        .route("/confirm", get(confirm::show).post(confirm::send))
        .route("/confirm/resend", post(confirm::resend))
        .route("/sign-in", get(sign_in::show).post(sign_in::send))
        .route(
            "/sign-in/password",
            get(sign_in::password::show).post(sign_in::password::send),
        )
        .route("/sign-in/oidc", get(sign_in::oidc::begin))
        .route("/sign-in/oidc/callback", get(sign_in::oidc::callback))
        .route(
            "/sign-in/second-factor",
            get(second_factor::show).post(second_factor::send),
        )
        .route(
            "/sign-in/recovery-codes",
            get(second_factor::recovery_codes::show),
        )
        .route("/sign-out", post(sign_in::leave))
}

/// What one does to a request: the small pages with a form each, and where requesters send theirs.
fn deeds() -> Router<AppState> {
    use request_pages::{
        actions, comments, edit, file, files, follow, reopen, reply, report, said, support, verdict, withdraw,
    };
    Router::new()
        .route(
            "/requests/{reference}/support",
            get(support::show).post(support::send),
        )
        .route(
            "/requests/{reference}/follow",
            get(follow::show).post(follow::send),
        )
        .route(
            "/requests/{reference}/comments",
            get(comments::show).post(comments::send),
        )
        .route("/requests/{reference}/files", get(files::show).post(files::send))
        .route("/requests/{reference}/files/{id}/{name}", get(file::show))
        .route(
            "/requests/{reference}/comments/{id}",
            get(said::show).post(said::send),
        )
        .route(
            "/requests/{reference}/report",
            get(report::show).post(report::send),
        )
        .route("/requests/{reference}/verdict", get(verdict::show))
        .route("/requests/{reference}/reply", get(reply::show))
        .route("/requests/{reference}/edit", get(edit::show))
        .route("/requests/{reference}/withdraw", get(withdraw::show))
        .route("/requests/{reference}/reopen", get(reopen::show))
        .route("/requests/{reference}/actions", post(actions::send))
}

/// Everything we answer.
pub fn router(app: AppState) -> Router {
    let (api, _) = OpenApiRouter::new().nest("/api/v1", api()).split_for_parts();
    let description = api::v1::openapi::Text(Arc::from(description(&app).to_json().unwrap_or_default()));
    let inner = ServiceBuilder::new()
        .layer(from_fn(layers::share))
        .layer(from_fn_with_state(Arc::new(app.base.clone()), fresh::mark))
        .layer(from_fn_with_state(app.clone(), language::choose))
        .layer(from_fn_with_state(app.clone(), site::keep_up))
        .layer(from_fn_with_state(app.clone(), visitor::recognise))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), layers::only_our_host));
    let trace = TraceLayer::new_for_http()
        .make_span_with(layers::span)
        .on_request(())
        .on_response(DefaultOnResponse::new().level(tracing::Level::INFO));
    let outer = ServiceBuilder::new()
        .layer(from_fn(layers::number))
        .layer(trace)
        .layer(from_fn_with_state(app.clone(), layers::protect));
    Router::new()
        .merge(api)
        .merge(pages(&app))
        .merge(forms())
        .merge(doors())
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(metrics::show))
        .route("/robots.txt", get(health::robots))
        .fallback(async || Fault::NotFound)
        .method_not_allowed_fallback(async || Fault::Method)
        .layer(axum::Extension(description))
        .layer(inner)
        .layer(outer)
        .with_state(app)
}

/// A fault in our code: the reader learns that it is ours, the log learns which.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("(no text)");
    tracing::error!(panic = text, "a handler panicked");
    Fault::Internal.into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::panicked;
    use crate::problem::Fault;

    #[test]
    fn a_panic_tells_nothing() {
        let response = panicked(Box::new("a path and a secret"));
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(matches!(
            response.extensions().get::<Fault>(),
            Some(Fault::Internal)
        ));
        assert!(response.headers().is_empty());
    }
}
