from podworko.diagnosis import (
    budgets_urls,
    fieldwork_urls,
    resources_urls,
    results_urls,
    studies_urls,
    surveys_urls,
)

app_name = "diagnosis"
urlpatterns = [
    *budgets_urls.urlpatterns,
    *fieldwork_urls.urlpatterns,
    *studies_urls.urlpatterns,
    *results_urls.urlpatterns,
    *surveys_urls.urlpatterns,
    *resources_urls.urlpatterns,
]
