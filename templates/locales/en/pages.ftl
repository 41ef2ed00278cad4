## The pages.

site-name = Ventanilla

home-title = Requests for public data
home-what = Ventanilla is where the city takes requests for data and answers them in public: who is responsible, by when it is promised, what was published, and whether it served the person who asked.
home-api = For now requests are read and made through the API.
home-api-list = Requests, as JSON
home-api-description = Description of the API (OpenAPI 3.1)

error-page-home = Go to the start page
